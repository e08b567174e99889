using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Data.Usage;

namespace ClientForge.Billing.Services.Usage;

/// <summary>Decides what is reported next and freezes it.</summary>
public sealed class UsageStager(UsageReportRepository reports, UsageReader reader, UsageRestatement restatement, UsageThresholds thresholds, TimeProvider time)
{
    /// <summary>Stages what waits: for Stripe's meters, or as a restatement when the period's invoice is final.</summary>
    /// <param name="work">The tenant's unit, under the lock of its reports.</param>
    /// <param name="subscription">The present one.</param>
    public async Task StageAsync(Work work, SubscriptionRow subscription)
    {
        var (tenantId, now) = (subscription.TenantId, time.GetUtcNow());
        var changed = (await reports.TakeUnreportedAsync(work, tenantId)).Where(counter => !IsFree(counter, subscription)).ToArray();
        foreach (var period in changed.GroupBy(counter => new UsagePeriod(counter.PeriodStart, counter.PeriodEnd)))
        {
            var values = await reader.ListValuesAsync(work, tenantId, period.Key);
            if (UsageStaging.IsInvoiced(period.Key.End, now))
                await restatement.StageAsync(work, subscription, period.Key, values, [.. period.Select(counter => (counter.MetricName, counter.Aggregation)).Distinct()]);
            else
                await StagePeriodAsync(work, tenantId, [.. period], values, now);
        }

        if (changed.Any(counter => counter.PeriodStart == subscription.CurrentPeriodStart))
            await thresholds.CheckAsync(work, subscription, now);
    }

    private async Task StagePeriodAsync(
        Work work, Guid tenantId, UnreportedUsageRow[] counters, IReadOnlyDictionary<string, decimal> values, DateTimeOffset now)
    {
        var reported = (await reports.ListReportedAsync(work, tenantId, [counters[0].PeriodStart])).ToDictionary(row => (row.MetricName, row.Bucket));
        foreach (var counter in counters.Where(counter => counter.Span == (UsageStaging.IsToldByHour(counter.Aggregation) ? "hour" : "period")))
        {
            var item = UsageStaging.Next(
                tenantId, counter, values.GetValueOrDefault(counter.MetricName), reported.GetValueOrDefault((counter.MetricName, counter.Bucket)), now);
            if (item is not null)
                await reports.AddAsync(work, item, now);
        }
    }

    // What is used during a trial costs nothing, so Stripe does not hear of it.
    private static bool IsFree(UnreportedUsageRow counter, SubscriptionRow subscription) =>
        subscription.TrialEnd is { } trialEnd && counter.PeriodEnd <= trialEnd;
}
