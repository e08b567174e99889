using ClientForge.Billing.Data.Entitlements;
using ClientForge.Billing.Data.Plans;

namespace ClientForge.Billing.Services.Entitlements;

/// <summary>What a plan grants of one feature now.</summary>
public sealed record Entitlement
{
    public required string Feature { get; init; }

    public required bool Allowed { get; init; }

    /// <summary>
    /// What is granted: seats that are paid for, or what the price includes of a metric. Null: not limited, or not countable.
    /// </summary>
    public long? Limit { get; init; }

    public decimal? Used { get; init; }

    /// <summary>Never below zero; above the limit of a metric, use goes on and is charged until <see cref="HardLimit"/>.</summary>
    public decimal? Remaining => Limit is null ? null : Math.Max(0, Limit.Value - (Used ?? 0));

    /// <summary>Where it is denied, whatever would be paid for more; null when there is no such end.</summary>
    public long? HardLimit { get; init; }

    /// <summary>When <see cref="Used"/> begins at zero again.</summary>
    public DateTimeOffset? ResetsAt { get; init; }

    /// <summary>Why it is denied, or under what reservation it is granted; null when there is nothing to say.</summary>
    public string? Reason { get; init; }

    /// <summary>While an invoice is unpaid: until when access goes on in spite of it.</summary>
    public DateTimeOffset? GraceEndsAt { get; init; }
}

/// <summary>One metric of the subscription in its current period.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Aggregation"><c>sum</c>, <c>max</c>, <c>last</c>, <c>unique</c> or <c>weighted_sum</c>.</param>
/// <param name="Included">What the price the tenant pays includes.</param>
/// <param name="Used">So far.</param>
/// <param name="LimitBehavior"><c>soft</c>: above what is included use goes on and is charged; <c>hard</c>: it is denied.</param>
public sealed record MeteredUse(string Metric, string Aggregation, long Included, decimal Used, string LimitBehavior = "soft");

/// <summary>Whether a tenant may use its plan at all, and why.</summary>
public sealed record PlanAccess(bool Allowed, string? Reason, DateTimeOffset? GraceEndsAt = null);

/// <summary>Pure rules: from what is stored to what is granted.</summary>
public static class EntitlementRules
{
    /// <summary>The name of the seats among the features.</summary>
    public const string Users = "users";

    private const int MonthsAYear = 12;

    /// <summary>
    /// A suspended account is denied everything. Without a subscription that began, or after its end, there is nothing to grant;
    /// a failed payment, or one that the bank wants the payer for, takes nothing away until the account is suspended.
    /// </summary>
    public static PlanAccess Access(EntitlementRow row) => row.SubscriptionStatus switch
    {
        _ when row.AccountStatus == "suspended" => new(false, "suspended"),
        null => new(false, "no_subscription"),
        "canceled" or "incomplete" or "incomplete_expired" => new(false, row.SubscriptionStatus),
        "paused" => new(row.AccessWhenPaused, "paused"),
        _ when row.CollectionPaused => new(row.AccessWhenPaused, "paused"),
        "past_due" or "unpaid" => new(true, row.SubscriptionStatus, row.GraceEndsAt),
        _ when row.AccountStatus == "past_due" => new(true, "past_due", row.GraceEndsAt),
        _ => new(true, null),
    };

    /// <summary>Everything that the tenant's plan has: the seats, its metrics, its features.</summary>
    public static IReadOnlyList<Entitlement> Of(EntitlementRow row, IReadOnlyList<MeteredUse> uses)
    {
        var access = Access(row);
        var limits = row.Limits?.Read<PlanLimits>() ?? new PlanLimits();
        return
        [
            Seats(row, access),
            .. uses.Select(use => Metered(use, row, limits, access)),
            .. (row.Features?.Read<string[]>() ?? []).Select(feature => Granted(feature, access)),
        ];
    }

    /// <summary>What counts as used of one metric, by all its counters of the period.</summary>
    public static decimal Used(string aggregation, IReadOnlyList<CountedUse> counters) => aggregation switch
    {
        _ when counters.Count == 0 => 0,
        "sum" => counters.Sum(counter => counter.Total),
        "max" => counters.Max(counter => counter.Peak),
        "unique" => counters.Sum(counter => counter.DistinctValues),
        "last" => counters.MaxBy(counter => (counter.LastAt, counter.LastCreatedAt))!.LastQuantity,
        _ => throw new ArgumentOutOfRangeException(nameof(aggregation), aggregation, "not known to the counters"),
    };

    /// <summary>A feature that is merely on or off.</summary>
    public static Entitlement Granted(string feature, PlanAccess access) =>
        new() { Feature = feature, Allowed = access.Allowed, Reason = access.Reason, GraceEndsAt = access.GraceEndsAt };

    /// <summary>The hard limit of a metric over a whole billing period; a flow's monthly limit counts twelve times in a year.</summary>
    public static long? HardLimit(string metric, string? interval, PlanLimits limits) => metric switch
    {
        "api_calls" => limits.ApiCallsPerMonth * (interval == "year" ? MonthsAYear : 1),
        "storage_gb" => limits.StorageGb,
        _ => null,
    };

    private static Entitlement Seats(EntitlementRow row, PlanAccess access) => new()
    {
        Feature = Users,
        Allowed = access.Allowed && row.Members < row.Seats,
        Limit = row.Seats,
        Used = row.Members,
        HardLimit = row.Seats,
        Reason = access.Allowed && row.Members >= row.Seats ? "limit_reached" : access.Reason,
        GraceEndsAt = access.GraceEndsAt,
    };

    private static Entitlement Metered(MeteredUse use, EntitlementRow row, PlanLimits limits, PlanAccess access)
    {
        var hard = use.LimitBehavior == "hard" ? use.Included : HardLimit(use.Metric, row.Interval, limits);
        var isSpent = use.Used >= hard;
        return new Entitlement
        {
            Feature = use.Metric,
            Allowed = access.Allowed && !isSpent,
            Limit = use.Included,
            Used = use.Used,
            HardLimit = hard,
            ResetsAt = use.Aggregation is "last" or "weighted_sum" ? null : row.PeriodEnd,
            Reason = !access.Allowed ? access.Reason : isSpent ? "limit_reached" : access.Reason ?? (use.Used > use.Included ? "overage" : null),
            GraceEndsAt = access.GraceEndsAt,
        };
    }
}
