using ClientForge.Billing.Api.Auth;
using FluentValidation;

namespace ClientForge.Billing.Api.Dev;

/// <summary>A tenant to make.</summary>
public sealed record DevTenantRequest
{
    public string? Name { get; init; }

    public string? Email { get; init; }
}

/// <summary>A new tenant with tokens for it.</summary>
public sealed record DevTenantResponse
{
    public required Guid TenantId { get; init; }

    /// <summary>Role <c>billing_admin</c>.</summary>
    public required string AdminToken { get; init; }

    /// <summary>Role <c>member</c>.</summary>
    public required string MemberToken { get; init; }
}

/// <summary>A token to sign.</summary>
public sealed record DevTokenRequest
{
    /// <summary>Required for the roles <c>billing_admin</c> and <c>member</c>.</summary>
    public Guid? TenantId { get; init; }

    /// <summary><c>billing_admin</c>, <c>member</c>, <c>ops</c> or <c>service</c>.</summary>
    public string? Role { get; init; }
}

public sealed record DevTokenResponse(string Token);

/// <summary>Where the one clock of engine and sandbox stands.</summary>
public sealed record DevTimeResponse(DateTimeOffset Now);

/// <summary>How far to advance: exactly one of both.</summary>
public sealed record DevAdvanceRequest
{
    /// <summary>Seconds from now, at most ten years.</summary>
    public long? Seconds { get; init; }

    /// <summary>A time not before now, at most ten years ahead.</summary>
    public DateTimeOffset? To { get; init; }
}

internal sealed class DevTenantRequestValidator : AbstractValidator<DevTenantRequest>
{
    public DevTenantRequestValidator()
    {
        RuleFor(request => request.Name).NotEmpty().MaximumLength(200);
        RuleFor(request => request.Email).NotEmpty().EmailAddress().MaximumLength(320);
    }
}

internal sealed class DevTokenRequestValidator : AbstractValidator<DevTokenRequest>
{
    public DevTokenRequestValidator()
    {
        RuleFor(request => request.Role).NotEmpty().Must(role => role is null || Roles.All.Contains(role)).WithMessage($"Must be one of {string.Join(", ", Roles.All)}.");
        RuleFor(request => request.TenantId).NotEmpty().When(request => request.Role is { } role && Roles.IsOfTenant(role));
    }
}

internal sealed class DevAdvanceRequestValidator : AbstractValidator<DevAdvanceRequest>
{
    private const long MaxSeconds = 10L * 366 * 24 * 60 * 60;

    public DevAdvanceRequestValidator()
    {
        RuleFor(request => request.Seconds).InclusiveBetween(0, MaxSeconds);
        RuleFor(request => request).Must(request => request.Seconds is null != request.To is null)
            .WithName("seconds").OverridePropertyName("seconds").WithMessage("Give either seconds or to.");
    }
}
