using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Usage;
using ClientForge.Billing.Services.Audit;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Services.Usage;

/// <summary>
/// Counts usage: every acknowledged event once, by its key, in the period of its own time. A new period begins with empty
/// counters because counters are kept by period.
/// </summary>
public sealed class UsageMeteringService(Database database, UsageIngest ingest, UsageReader reader, UsageRepository usage, UsageReporter reporter, AuditTrail audit)
{
    public const int MostEvents = 1_000;

    /// <summary>Records one event under a key of its own.</summary>
    /// <exception cref="BillingException">The service is overloaded; see <see cref="UsageIngest.RecordAsync"/>.</exception>
    public Task<UsageReceipt> RecordUsageAsync(Guid tenantId, string metric, long quantity, CancellationToken cancellationToken) =>
        RecordUsageAsync(tenantId, [(0, new UsageEvent { Metric = metric, Quantity = quantity })], cancellationToken);

    /// <summary>Records up to <see cref="MostEvents"/> events; returns when all that was accepted is committed.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="events">Each with its place in the caller's list, by which a rejected one is named.</param>
    /// <param name="cancellationToken">Ends the wait, not what was committed.</param>
    /// <exception cref="BillingException">The service is overloaded; see <see cref="UsageIngest.RecordAsync"/>.</exception>
    public Task<UsageReceipt> RecordUsageAsync(Guid tenantId, IReadOnlyList<(int Index, UsageEvent Event)> events, CancellationToken cancellationToken) =>
        ingest.RecordAsync(new UsageCall(tenantId, events), cancellationToken);

    /// <summary>Usage of every metric of the plan over the current period, or over a given span.</summary>
    /// <exception cref="BillingException">404 <c>subscription_not_found</c>.</exception>
    public Task<IReadOnlyList<UsageSummary>> GetUsageAsync(Guid tenantId, UsagePeriod? span, CancellationToken cancellationToken) =>
        database.InTenantAsync(tenantId, work => reader.SummarizeAsync(work, tenantId, span), cancellationToken);

    /// <summary>Usage of one metric with its course over time and its corrections.</summary>
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
                var summary = (await reader.SummarizeAsync(work, tenantId, span)).FirstOrDefault(row => row.Metric == metric)
                    ?? throw BillingException.Invalid("unknown_metric", "metric", $"The plan has no metric {metric}.");
                var corrections = await reader.ListCorrectionsAsync(work, tenantId, new UsagePeriod(summary.From, summary.To));
                return summary with
                {
                    Series = await reader.ListSeriesAsync(work, tenantId, summary, granularity),
                    Corrections = [.. corrections.Where(correction => correction.Metric == metric)],
                };
            },
            cancellationToken);

    /// <summary>What the current period's usage above the included quantities costs so far, metric by metric.</summary>
    /// <exception cref="BillingException">404 <c>subscription_not_found</c>.</exception>
    public Task<IReadOnlyList<UsageSummary>> CalculateOverageAsync(Guid tenantId, CancellationToken cancellationToken) =>
        GetUsageAsync(tenantId, span: null, cancellationToken);

    /// <summary>Reports to Stripe's meters what has not been reported yet.</summary>
    public Task ReportToStripeAsync(Guid tenantId, CancellationToken cancellationToken) => reporter.ReportAsync(tenantId, cancellationToken);

    /// <summary>
    /// Counts every period again from its raw events where the two differ. A new period needs no reset: its counters are its own.
    /// </summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="actor">Who asks, for the audit log.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Ends it between two periods.</param>
    /// <returns>The counters that had differed: none, unless somebody wrote past the service.</returns>
    public async Task<IReadOnlyList<UsageDifferenceRow>> ResetUsageCountersAsync(Guid tenantId, string actor, string reason, CancellationToken cancellationToken)
    {
        var differences = new List<UsageDifferenceRow>();
        foreach (var periodStart in await database.AsSystemAsync(work => usage.ListPeriodStartsAsync(work, tenantId), cancellationToken))
            differences.AddRange(await RecountAsync(tenantId, periodStart, cancellationToken));
        await TellAsync(tenantId, "usage.recomputed", new { Differences = differences.Count }, actor, reason, cancellationToken);
        return differences;
    }

    /// <summary>Reports now, on a person's order; what Stripe had refused is staged again.</summary>
    /// <exception cref="BillingException">502: Stripe did not answer; what is left is sent again.</exception>
    public async Task ReportAgainAsync(Guid tenantId, string actor, string reason, CancellationToken cancellationToken)
    {
        await TellAsync(tenantId, "usage.report_ordered", null, actor, reason, cancellationToken);
        await reporter.RetryFailedAsync(tenantId, cancellationToken);
    }

    private async Task<IReadOnlyList<UsageDifferenceRow>> RecountAsync(Guid tenantId, DateTimeOffset periodStart, CancellationToken cancellationToken)
    {
        var found = await database.AsSystemAsync(work => usage.CompareAsync(work, tenantId, periodStart), cancellationToken);
        if (found.Count > 0)
            await database.AsSystemAsync(
                async work =>
                {
                    await usage.BeginSnapshotAsync(work);
                    await usage.RecountAsync(work, tenantId, periodStart, metric: null);
                },
                cancellationToken);
        return found;
    }

    private Task TellAsync(Guid tenantId, string action, object? after, string actor, string reason, CancellationToken cancellationToken) =>
        database.AsSystemAsync(
            work => audit.AppendAsync(work, new AuditedChange
            {
                TenantId = tenantId,
                Actor = actor,
                Action = action,
                ObjectType = "tenant",
                ObjectId = tenantId.ToString(),
                After = after,
                Reason = reason,
            }),
            cancellationToken);
}
