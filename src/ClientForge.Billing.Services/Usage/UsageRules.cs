using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Data.Usage;

namespace ClientForge.Billing.Services.Usage;

/// <summary>Pure rules: which usage events are taken, and into which period they fall.</summary>
public static class UsageRules
{
    /// <summary>How far ahead of ours a caller's clock may be.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>How long after its end a period still takes events: its invoice is a draft for an hour, the last minutes are ours to report in.</summary>
    public static readonly TimeSpan ClosingTime = TimeSpan.FromMinutes(50);

    public const int LongestKey = 255;
    public const long LargestQuantity = 1_000_000_000_000;

    /// <summary>The period that the event counts in, or why it is refused.</summary>
    public static (UsagePeriod Period, UsageRejection? Rejection) Judge(
        UsageEvent usage, int index, IReadOnlyDictionary<string, MetricRow> metrics, SubscriptionRow? subscription, DateTimeOffset now)
    {
        var time = usage.Timestamp ?? now;
        if (!metrics.TryGetValue(usage.Metric, out var metric))
            return Refuse(index, "unknown_metric", $"There is no metric {usage.Metric}.");
        if (usage.Quantity < 0 || usage.Quantity > LargestQuantity)
            return Refuse(index, "quantity_out_of_range", $"A quantity is a whole number from 0 to {LargestQuantity}.");
        if (usage.Quantity == 0 && metric.Aggregation == "sum")
            return Refuse(index, "quantity_zero", "Zero of a summed metric says nothing.");
        if (usage.IdempotencyKey is { } key && (key.Length is 0 or > LongestKey || string.IsNullOrWhiteSpace(key)))
            return Refuse(index, "idempotency_key_invalid", $"A key has 1 to {LongestKey} characters.");
        if (time > now + ClockTolerance)
            return Refuse(index, "timestamp_in_future", $"The time is more than {ClockTolerance.TotalMinutes} minutes ahead.");
        return subscription is null || subscription.Status is "incomplete" or "incomplete_expired"
            ? Refuse(index, "no_subscription", "There is no subscription that usage could count for.")
            : Place(index, time, subscription, now);
    }

    /// <summary>Whether an event with a known key says the same as the earlier one; a time that was not given cannot differ.</summary>
    public static bool IsSame(UsageEvent usage, KnownUsageRow known) =>
        usage.Metric == known.MetricName && usage.Quantity == known.Quantity && (usage.Timestamp is null || Micro(usage.Timestamp.Value) == Micro(known.Timestamp));

    /// <summary>The period of the subscription that an instant belongs to: its trial, or the one counted from its anchor.</summary>
    public static UsagePeriod PeriodOf(DateTimeOffset time, SubscriptionRow subscription)
    {
        var current = new UsagePeriod(subscription.CurrentPeriodStart, subscription.CurrentPeriodEnd);
        if (current.Contains(time))
            return current;
        return subscription is { TrialStart: { } trialStart, TrialEnd: { } trialEnd } && time >= trialStart && time < trialEnd
            ? new UsagePeriod(trialStart, trialEnd)
            : UsagePeriods.Containing(time, subscription.BillingCycleAnchor, subscription.Interval);
    }

    private static (UsagePeriod Period, UsageRejection? Rejection) Place(int index, DateTimeOffset time, SubscriptionRow subscription, DateTimeOffset now)
    {
        if (subscription.EndedAt is { } endedAt && time >= endedAt)
            return Refuse(index, "subscription_ended", "The subscription had ended by then.");
        if (time < subscription.CreatedAt)
            return Refuse(index, "before_subscription", "The subscription had not begun by then.");
        var period = PeriodOf(time, subscription);
        return now >= period.End + ClosingTime
            ? Refuse(index, "period_closed", "The period of that time has been invoiced.")
            : (period, null);
    }

    private static (UsagePeriod Period, UsageRejection? Rejection) Refuse(int index, string code, string detail) =>
        (default, new UsageRejection(index, code, detail));

    // PostgreSQL keeps microseconds.
    private static long Micro(DateTimeOffset time) => time.UtcTicks / TimeSpan.TicksPerMicrosecond;
}
