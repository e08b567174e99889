using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Usage;

namespace ClientForge.Billing.Services.Usage;

/// <summary>Where an event counts.</summary>
/// <param name="Metric">The metric that counts it.</param>
/// <param name="Period">The billing period.</param>
/// <param name="Time">When it happened.</param>
/// <param name="CountedAt">When it counts.</param>
/// <param name="Late">It came after its own period was invoiced.</param>
public sealed record UsagePlacement(MetricRow Metric, UsagePeriod Period, DateTimeOffset Time, DateTimeOffset CountedAt, bool Late);

/// <summary>Pure rules: which usage events are taken, and into which period they fall.</summary>
public static class UsageRules
{
    /// <summary>How far ahead of ours a caller's clock may be.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>How long after its end a period still takes events: its invoice is a draft for an hour, the last minutes are ours to report in.</summary>
    public static readonly TimeSpan ClosingTime = TimeSpan.FromMinutes(50);

    public const int LongestKey = 255;
    public const long LargestQuantity = 1_000_000_000_000;

    /// <summary>Where the event counts, or why it is refused.</summary>
    public static (UsagePlacement? Placement, UsageRejection? Rejection) Judge(
        UsageEvent usage, int index, UsageMetricSet metrics, UsageSubscriptionRow? subscription, DateTimeOffset now)
    {
        if (metrics.Find(usage.Metric) is not { SourceMetric: null } named)
            return Refuse(index, "unknown_metric", $"There is no metric {usage.Metric} that events can name.");
        var metric = metrics.CountedBy(named, usage);
        var smallest = metric.Aggregation == "weighted_sum" ? -LargestQuantity : 0;
        if (usage.Quantity < smallest || usage.Quantity > LargestQuantity)
            return Refuse(index, "quantity_out_of_range", $"A quantity is a whole number from {smallest} to {LargestQuantity}.");
        if (usage.Quantity == 0 && (metric.Aggregation is "sum" or "weighted_sum"))
            return Refuse(index, "quantity_zero", "Zero of a summed metric says nothing.");
        if (usage.IdempotencyKey is { } key && (key.Length is 0 or > LongestKey || string.IsNullOrWhiteSpace(key)))
            return Refuse(index, "idempotency_key_invalid", $"A key has 1 to {LongestKey} characters.");
        if (metric.Property is { } property && usage.Properties?.Any(pair => pair.Key == property) != true)
            return Refuse(index, "property_missing", $"The metric counts the values of the property {property}.");
        var time = Micro(usage.Timestamp ?? now);
        return time > now + ClockTolerance
            ? Refuse(index, "timestamp_in_future", $"The time is more than {ClockTolerance.TotalMinutes} minutes ahead.")
            : OfSubscription(index, time, metric, subscription, now);
    }

    /// <summary>Whether an event with a known key says the same as the earlier one; a time that was not given cannot differ.</summary>
    public static bool IsSame(UsageEvent usage, long content, UsageKeyRow known) =>
        (known.Content == 0 || known.Content == content)
        && (usage.Timestamp is null || Micro(usage.Timestamp.Value) == Micro(known.Timestamp));

    /// <summary>The period of the subscription that an instant belongs to: its trial, or the one counted from its anchor.</summary>
    public static UsagePeriod PeriodOf(DateTimeOffset time, UsageSubscriptionRow subscription)
    {
        var current = new UsagePeriod(subscription.CurrentPeriodStart, subscription.CurrentPeriodEnd);
        if (current.Contains(time))
            return current;
        return subscription is { TrialStart: { } trialStart, TrialEnd: { } trialEnd } && time >= trialStart && time < trialEnd
            ? new UsagePeriod(trialStart, trialEnd)
            : UsagePeriods.Containing(time, subscription.BillingCycleAnchor, subscription.Interval);
    }

    /// <summary>PostgreSQL keeps microseconds.</summary>
    public static DateTimeOffset Micro(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    private static (UsagePlacement? Placement, UsageRejection? Rejection) OfSubscription(
        int index, DateTimeOffset time, MetricRow metric, UsageSubscriptionRow? subscription, DateTimeOffset now)
    {
        if (subscription is null)
            return Refuse(index, "no_subscription", "There is no subscription that usage could count for.");
        if (subscription.AccountStatus == "suspended")
            return Refuse(index, "account_suspended", "The account is suspended: nothing can be used.");
        if (subscription.EndedAt is { } endedAt && time >= endedAt)
            return Refuse(index, "subscription_ended", "The subscription had ended by then.");
        if (time < subscription.CreatedAt)
            return Refuse(index, "before_subscription", "The subscription had not begun by then.");
        var period = PeriodOf(time, subscription);
        return now >= period.End + ClosingTime
            ? OfLate(index, time, metric, period, subscription, now)
            : (new UsagePlacement(metric, period, time, time, Late: false), null);
    }

    private static (UsagePlacement? Placement, UsageRejection? Rejection) OfLate(
        int index, DateTimeOffset time, MetricRow metric, UsagePeriod period, UsageSubscriptionRow subscription, DateTimeOffset now) => metric.LatePolicy switch
        {
            "restate" when now < period.End.AddDays(metric.LockDays) => (new UsagePlacement(metric, period, time, time, Late: true), null),
            "restate" => Refuse(index, "period_locked", $"The period of that time was locked {metric.LockDays} days after its end."),
            "current_period" when subscription.EndedAt is null =>
                (new UsagePlacement(metric, PeriodOf(now, subscription), time, Micro(now), Late: true), null),
            _ => Refuse(index, "period_closed", "The period of that time has been invoiced."),
        };

    private static (UsagePlacement? Placement, UsageRejection? Rejection) Refuse(int index, string code, string detail) =>
        (null, new UsageRejection(index, code, detail));
}
