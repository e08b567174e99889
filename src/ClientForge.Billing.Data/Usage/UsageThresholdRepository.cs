namespace ClientForge.Billing.Data.Usage;

/// <summary>Which thresholds a period's usage has passed.</summary>
public sealed class UsageThresholdRepository
{
    /// <returns>Those of the given percents that had not been reached before.</returns>
    public Task<IReadOnlyList<int>> AddAsync(Work work, Guid tenantId, string metric, DateTimeOffset periodStart, int[] percents, DateTimeOffset now) => work.QueryAsync<int>(
        """
        insert into usage_thresholds (tenant_id, metric_name, period_start, percent, reached_at)
        select @tenantId, @metric, @periodStart, p, @now from unnest(@percents) as p
        on conflict do nothing
        returning percent
        """,
        new { tenantId, metric, periodStart, percents, now });
}
