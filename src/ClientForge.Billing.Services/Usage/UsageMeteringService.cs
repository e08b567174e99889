using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Data.Usage;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Services.Usage;

/// <summary>
/// Counts usage: every acknowledged event once, by its key, in the period of its own time. A new period begins with empty
/// counters because counters are kept by period.
/// </summary>
public sealed class UsageMeteringService(
    Database database,
    UsageRepository usage,
    SubscriptionRepository subscriptions,
    PlanRepository plans,
    UsageReporter reporter,
    TimeProvider time)
{
    public const int MostEvents = 1_000;

    /// <summary>Records one event under a key of its own.</summary>
    /// <exception cref="BillingException">The event is not taken; the code says why.</exception>
    public Task<UsageReceipt> RecordUsageAsync(Guid tenantId, string metric, long quantity, CancellationToken cancellationToken) =>
        RecordUsageAsync(tenantId, [(0, new UsageEvent { Metric = metric, Quantity = quantity })], cancellationToken);

    /// <summary>Records up to <see cref="MostEvents"/> events; returns when all that was accepted is committed.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="events">Each with its place in the caller's list, by which a rejected one is named.</param>
    /// <param name="cancellationToken">Ends the wait, not what was committed.</param>
    public Task<UsageReceipt> RecordUsageAsync(Guid tenantId, IReadOnlyList<(int Index, UsageEvent Event)> events, CancellationToken cancellationToken) =>
        database.InTenantAsync(tenantId, work => RecordAsync(work, tenantId, events), cancellationToken);

    /// <summary>Usage of every metric of the plan over the current period, or over a given span.</summary>
    /// <exception cref="BillingException">404 <c>subscription_not_found</c>.</exception>
    public Task<IReadOnlyList<UsageSummary>> GetUsageAsync(Guid tenantId, UsagePeriod? span, CancellationToken cancellationToken) =>
        database.InTenantAsync(tenantId, work => SummarizeAsync(work, tenantId, span), cancellationToken);

    /// <summary>Usage of one metric with its course over time.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="span">The current period when null.</param>
    /// <param name="granularity"><c>hour</c>, <c>day</c> or <c>month</c>.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="BillingException">404 <c>subscription_not_found</c>; 422 <c>unknown_metric</c>.</exception>
    public Task<UsageSummary> GetUsageAsync(Guid tenantId, string metric, UsagePeriod? span, string granularity, CancellationToken cancellationToken) =>
        database.InTenantAsync(
            tenantId,
            async work =>
            {
                var summary = (await SummarizeAsync(work, tenantId, span)).FirstOrDefault(row => row.Metric == metric)
                    ?? throw BillingException.Invalid("unknown_metric", "metric", $"The plan has no metric {metric}.");
                var series = await usage.ListSeriesAsync(work, tenantId, metric, summary.From, summary.To, granularity);
                return summary with { Series = [.. series.Select(row => new UsagePoint(row.Start, row.Quantity))] };
            },
            cancellationToken);

    /// <summary>What the current period's usage above the included quantities costs so far, metric by metric.</summary>
    /// <exception cref="BillingException">404 <c>subscription_not_found</c>.</exception>
    public Task<IReadOnlyList<UsageSummary>> CalculateOverageAsync(Guid tenantId, CancellationToken cancellationToken) =>
        GetUsageAsync(tenantId, span: null, cancellationToken);

    /// <summary>Reports to Stripe's meters what has not been reported yet.</summary>
    public Task ReportToStripeAsync(Guid tenantId, CancellationToken cancellationToken) => reporter.ReportAsync(tenantId, cancellationToken);

    /// <summary>Counts the current period again from its events. A new period needs no reset: its counters are its own.</summary>
    public Task ResetUsageCountersAsync(Guid tenantId, CancellationToken cancellationToken) => database.InTenantAsync(
        tenantId,
        async work =>
        {
            var subscription = await CurrentAsync(work, tenantId);
            await usage.RebuildCountersAsync(work, tenantId, subscription.CurrentPeriodStart);
        },
        cancellationToken);

    private async Task<UsageReceipt> RecordAsync(Work work, Guid tenantId, IReadOnlyList<(int Index, UsageEvent Event)> events)
    {
        var now = time.GetUtcNow();
        var subscription = await subscriptions.FindCurrentAsync(work, tenantId);
        var metrics = (await plans.ListMetricsAsync(work)).ToDictionary(metric => metric.Metric);
        var sorter = new UsageSorter(now);
        foreach (var (index, usageEvent) in events)
        {
            var (period, rejection) = UsageRules.Judge(usageEvent, index, metrics, subscription, now);
            sorter.Add(index, usageEvent, period, rejection);
        }

        if (sorter.Fresh.Count == 0)
            return sorter.Receipt([], []);
        var added = await usage.AddAsync(work, tenantId, subscription!.Id, sorter.Fresh, now);
        var known = added.Count == sorter.Fresh.Count
            ? []
            : await usage.FindByKeysAsync(work, tenantId, [.. sorter.Fresh.Select(record => record.IdempotencyKey).Except(added)]);
        if (added.Count > 0)
            await reporter.ScheduleAsync(work, tenantId, sorter.Fresh.Any(record => record.BillingPeriodEnd <= now), now);
        return sorter.Receipt(added, known);
    }

    private async Task<IReadOnlyList<UsageSummary>> SummarizeAsync(Work work, Guid tenantId, UsagePeriod? span)
    {
        var subscription = await CurrentAsync(work, tenantId);
        var period = span ?? new UsagePeriod(subscription.CurrentPeriodStart, subscription.CurrentPeriodEnd);
        var meters = await plans.ListMetersAsync(work, subscription.PlanId, subscription.Currency, subscription.Interval);
        var metrics = (await plans.ListMetricsAsync(work)).ToDictionary(metric => metric.Metric);
        var totals = (await usage.ListTotalsAsync(work, tenantId, period.Start, period.End)).ToDictionary(row => row.MetricName, row => row.Quantity);
        return [.. meters.Select(meter => Summarize(meter, metrics[meter.Metric], totals.GetValueOrDefault(meter.Metric), period))];
    }

    private static UsageSummary Summarize(PlanMeterRow meter, MetricRow metric, decimal total, UsagePeriod period) => new()
    {
        Metric = meter.Metric,
        Unit = metric.Unit,
        From = period.Start,
        To = period.End,
        Total = total,
        Included = meter.Included,
        OverageAmount = UsagePricing.Amount(total - meter.Included, meter),
        Currency = meter.Currency,
    };

    private async Task<SubscriptionRow> CurrentAsync(Work work, Guid tenantId) =>
        await subscriptions.FindCurrentAsync(work, tenantId)
        ?? throw BillingException.NotFound("subscription_not_found", "The tenant never had a subscription.");
}
