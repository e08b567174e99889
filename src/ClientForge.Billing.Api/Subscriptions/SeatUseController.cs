using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Services.Subscriptions;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Subscriptions;

/// <summary>How many members sit on the seats now.</summary>
public sealed record MembersRequest
{
    public long? Members { get; init; }
}

internal sealed class MembersRequestValidator : AbstractValidator<MembersRequest>
{
    public MembersRequestValidator() => RuleFor(request => request.Members).NotNull().InclusiveBetween(0, SubscriptionRules.MaxSeats);
}

/// <summary>What the CRM tells about the seats.</summary>
[ApiController]
[Route("api/v1/billing/subscription/members")]
public sealed class SeatUseController(SeatUse seats, CurrentRequest current) : ControllerBase
{
    /// <summary>
    /// Sets how many members sit on the seats: the entitlement <c>users</c> follows it, and seats cannot be taken below it. For the
    /// CRM's service, or the tenant's admin.
    /// </summary>
    /// <response code="404"><c>tenant_not_found</c></response>
    /// <response code="422"><c>validation_failed</c></response>
    [HttpPut]
    [Authorize(Policies.UsageIngest)]
    [ProducesResponseType<SeatOccupancy>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<ActionResult<SeatOccupancy>> SetAsync(MembersRequest request, CancellationToken cancellationToken) =>
        await seats.SetMembersAsync(current.TenantId, request.Members!.Value, cancellationToken);
}
