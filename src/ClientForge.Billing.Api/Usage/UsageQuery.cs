using ClientForge.Billing.Services.Usage;
using FluentValidation;

namespace ClientForge.Billing.Api.Usage;

/// <summary>What usage is asked for.</summary>
public sealed record UsageQuery
{
    /// <summary>One metric; every metric of the plan when left out.</summary>
    public string? Metric { get; init; }

    /// <summary>With <see cref="To"/>; the current period when both are left out.</summary>
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    /// <summary><c>hour</c>, <c>day</c> (default) or <c>month</c>.</summary>
    public string? Granularity { get; init; }

    internal UsagePeriod? Span() => From is { } from && To is { } to ? new UsagePeriod(from.ToUniversalTime(), to.ToUniversalTime()) : null;
}

internal sealed class UsageQueryValidator : AbstractValidator<UsageQuery>
{
    private const int MostDays = 800;

    public UsageQueryValidator()
    {
        RuleFor(query => query.Granularity).Must(value => value is null or "hour" or "day" or "month").WithMessage("hour, day or month.");
        RuleFor(query => query.To).Must((query, to) => (query.From is null) == (to is null)).WithMessage("from and to go together.");
        RuleFor(query => query.To)
            .Must((query, to) => to > query.From && to - query.From <= TimeSpan.FromDays(MostDays))
            .When(query => query.From is not null && query.To is not null)
            .WithMessage($"to is after from, by {MostDays} days at most.");
    }
}
