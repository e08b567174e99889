using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Subscriptions;

namespace ClientForge.Billing.Services.Entitlements;

/// <summary>What a plan grants of one feature now.</summary>
public sealed record Entitlement
{
    public required string Feature { get; init; }

    public required bool Allowed { get; init; }

    /// <summary>Null: not limited, or not countable.</summary>
    public long? Limit { get; init; }

    public decimal? Used { get; init; }

    /// <summary>Never below zero; above the limit of a metered feature, use goes on and is charged.</summary>
    public decimal? Remaining => Limit is null ? null : Math.Max(0, Limit.Value - (Used ?? 0));

    /// <summary>When <see cref="Used"/> begins at zero again.</summary>
    public DateTimeOffset? ResetsAt { get; init; }

    /// <summary>Why it is denied, or under what reservation it is granted; null when there is nothing to say.</summary>
    public string? Reason { get; init; }
}

/// <summary>Pure rules: whether a tenant may use its plan at all.</summary>
public static class EntitlementRules
{
    /// <summary>
    /// A suspended account is denied everything. Without one that began, or after its end, there is nothing to grant; a
    /// failed payment alone takes nothing away until the account is suspended.
    /// </summary>
    /// <param name="accountStatus"><c>active</c>, <c>past_due</c> or <c>suspended</c>.</param>
    /// <param name="subscription">The tenant's present or last subscription.</param>
    /// <param name="accessWhenPaused">The plan's setting.</param>
    public static (bool Allowed, string? Reason) Access(string accountStatus, SubscriptionRow? subscription, bool accessWhenPaused) => subscription switch
    {
        _ when accountStatus == "suspended" => (false, "suspended"),
        null => (false, "no_subscription"),
        { Status: "canceled" or "incomplete" or "incomplete_expired" } => (false, subscription.Status),
        { Status: "paused" } or { CollectionPaused: true } => (accessWhenPaused, "paused"),
        { Status: "past_due" or "unpaid" } => (true, subscription.Status),
        _ => (true, null),
    };

    /// <summary>A metered feature: above a soft limit use goes on and is charged, at a hard one it is denied.</summary>
    public static Entitlement OfMeter(PlanMeterRow meter, decimal used, DateTimeOffset resetsAt, bool allowed, string? reason)
    {
        var atLimit = meter.LimitBehavior == "hard" && used >= meter.Included;
        return new Entitlement
        {
            Feature = meter.Metric,
            Allowed = allowed && !atLimit,
            Limit = meter.Included,
            Used = used,
            ResetsAt = resetsAt,
            Reason = reason ?? (atLimit ? "limit_reached" : used > meter.Included ? "overage" : null),
        };
    }

    /// <summary>The features that are merely on or off.</summary>
    public static IEnumerable<Entitlement> OfFeatures(PlanRow plan, bool allowed, string? reason) =>
        plan.Features.Read<string[]>().Select(feature => new Entitlement { Feature = feature, Allowed = allowed, Reason = reason });
}
