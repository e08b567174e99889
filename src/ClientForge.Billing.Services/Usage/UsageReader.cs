using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Data.Usage;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Services.Usage;

/// <summary>Reads usage from the live counters.</summary>
public sealed class UsageReader(UsageRepository usage, UsageAdjustmentRepository adjustments, SubscriptionRepository subscriptions, PlanRepository plans, TimeProvider time)
{
    /// <summary>The value of every metric that was used in a billing period.</summary>
    public async Task<IReadOnlyDictionary<string, decimal>> ListValuesAsync(Work work, Guid tenantId, UsagePeriod period)
    {
        var counters = (await usage.ListPeriodAsync(work, tenantId, period.Start)).ToDictionary(row => row.MetricName);
        var metrics = await plans.ListMetricsAsync(work);
        var levels = await LevelsAsync(work, tenantId, period.Start, metrics.Select(metric => metric.Aggregation));
        return metrics.ToDictionary(
            metric => metric.Metric,
            metric => UsageValues.Of(metric.Aggregation, counters.GetValueOrDefault(metric.Metric), levels.GetValueOrDefault(metric.Metric), period));
    }

    /// <summary>One row a metric of the plan, over the current period or a given span.</summary>
    /// <exception cref="BillingException">404 <c>subscription_not_found</c>.</exception>
    public async Task<IReadOnlyList<UsageSummary>> SummarizeAsync(Work work, Guid tenantId, UsagePeriod? span)
    {
        var subscription = await subscriptions.FindCurrentAsync(work, tenantId)
            ?? throw BillingException.NotFound("subscription_not_found", "The tenant never had a subscription.");
        var period = span ?? new UsagePeriod(subscription.CurrentPeriodStart, subscription.CurrentPeriodEnd);
        var meters = await plans.ListMetersAsync(work, subscription.PlanId, subscription.Currency, subscription.Interval);
        var metrics = (await plans.ListMetricsAsync(work)).ToDictionary(metric => metric.Metric);
        var counters = span is null
            ? await usage.ListPeriodAsync(work, tenantId, period.Start)
            : await usage.ListHoursAsync(work, tenantId, metric: null, period.Start, period.End, granularity: null);
        var byMetric = counters.ToDictionary(row => row.MetricName);
        var levels = await LevelsAsync(work, tenantId, period.Start, meters.Select(meter => metrics[meter.Metric].Aggregation));
        var now = time.GetUtcNow();
        return [.. meters.Select(meter => Summarize(
            meter, metrics[meter.Metric], byMetric.GetValueOrDefault(meter.Metric), levels.GetValueOrDefault(meter.Metric), period, now))];
    }

    /// <summary>One metric's course by hour, day or month.</summary>
    public async Task<IReadOnlyList<UsagePoint>> ListSeriesAsync(Work work, Guid tenantId, UsageSummary summary, string granularity)
    {
        var rows = await usage.ListHoursAsync(work, tenantId, summary.Metric, summary.From, summary.To, granularity);
        var levels = await LevelsAsync(work, tenantId, summary.From, [summary.Aggregation]);
        return UsageValues.Series(summary.Aggregation, rows, levels.GetValueOrDefault(summary.Metric), start => EndOf(start, granularity, summary.To));
    }

    /// <summary>What people corrected in the periods that begin in a span.</summary>
    public async Task<IReadOnlyList<UsageCorrection>> ListCorrectionsAsync(Work work, Guid tenantId, UsagePeriod span) =>
        [.. (await adjustments.ListAsync(work, tenantId, span.Start, span.End)).Select(Show)];

    // Only an average over time goes on from what was there before.
    private async Task<IReadOnlyDictionary<string, decimal>> LevelsAsync(Work work, Guid tenantId, DateTimeOffset before, IEnumerable<string> aggregations) =>
        aggregations.Contains("weighted_sum") ? await usage.ListLevelsAsync(work, tenantId, before) : new Dictionary<string, decimal>();

    internal static UsageCorrection Show(UsageAdjustmentRow row) =>
        new(row.Id, row.Kind, row.MetricName, row.Quantity, row.PeriodStart, row.IdempotencyKey, row.Reason, row.CreatedAt);

    private static UsageSummary Summarize(PlanMeterRow meter, MetricRow metric, UsageTotalsRow? counters, decimal level, UsagePeriod period, DateTimeOffset now)
    {
        var total = UsageValues.Of(metric.Aggregation, counters, level, period);
        var projected = UsageValues.Projected(metric.Aggregation, total, period, now);
        return new UsageSummary
        {
            Metric = meter.Metric,
            Unit = metric.Unit,
            Aggregation = metric.Aggregation,
            From = period.Start,
            To = period.End,
            Total = total,
            Included = meter.Included,
            OverageAmount = UsagePricing.Amount(total - meter.Included, meter),
            ProjectedTotal = projected,
            ProjectedAmount = UsagePricing.Amount(projected - meter.Included, meter),
            Currency = meter.Currency,
            LateEvents = counters?.LateEvents ?? 0,
        };
    }

    private static DateTimeOffset EndOf(DateTimeOffset start, string granularity, DateTimeOffset to)
    {
        var end = granularity switch
        {
            "hour" => start.AddHours(1),
            "day" => start.AddDays(1),
            _ => start.AddMonths(1),
        };
        return end < to ? end : to;
    }
}
