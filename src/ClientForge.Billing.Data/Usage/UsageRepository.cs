namespace ClientForge.Billing.Data.Usage;

/// <summary>Usage events and the hourly counters that are kept in the same statement.</summary>
public sealed class UsageRepository
{
    /// <summary>Inserts the events whose keys are new and adds them to the counters.</summary>
    /// <returns>The keys that were inserted.</returns>
    public async Task<IReadOnlySet<string>> AddAsync(Work work, Guid tenantId, Guid subscriptionId, IReadOnlyList<UsageRecordRow> records, DateTimeOffset now)
    {
        var inserted = await work.QueryAsync<string>(
            """
            with inserted as (
                insert into usage_records (tenant_id, id, subscription_id, metric_name, quantity, "timestamp", idempotency_key,
                    billing_period_start, billing_period_end, created_at)
                select @tenantId, e.id, @subscriptionId, e.metric, e.quantity, e.at, e.key, e.period_start, e.period_end, @now
                from unnest(@ids, @metrics, @quantities, @times, @keys, @periodStarts, @periodEnds)
                    as e (id, metric, quantity, at, key, period_start, period_end)
                order by e.key
                on conflict (tenant_id, idempotency_key) do nothing
                returning id, metric_name, quantity, "timestamp" as at, idempotency_key, billing_period_start, billing_period_end
            ), hours as (
                select i.metric_name, i.billing_period_start, i.billing_period_end, date_trunc('hour', i.at, 'UTC') as bucket,
                    case m.aggregation when 'last' then (array_agg(i.quantity order by i.at desc, i.id desc))[1] else sum(i.quantity) end as quantity,
                    count(*) as events, max(i.at) as last_at
                from inserted i join billing_metrics m on m.metric = i.metric_name
                group by i.metric_name, i.billing_period_start, i.billing_period_end, date_trunc('hour', i.at, 'UTC'), m.aggregation
            ), counted as (
                insert into usage_counters as c (tenant_id, metric_name, period_start, period_end, bucket, quantity, events, last_at)
                select @tenantId, metric_name, billing_period_start, billing_period_end, bucket, quantity, events, last_at
                from hours order by metric_name, billing_period_start, bucket
                on conflict (tenant_id, metric_name, period_start, bucket) do update
                set quantity = case
                        when (select aggregation from billing_metrics where metric = c.metric_name) = 'sum' then c.quantity + excluded.quantity
                        when excluded.last_at >= c.last_at then excluded.quantity
                        else c.quantity
                    end,
                    events = c.events + excluded.events, last_at = greatest(c.last_at, excluded.last_at)
            )
            select idempotency_key from inserted
            """,
            new
            {
                tenantId,
                subscriptionId,
                now,
                ids = records.Select(r => r.Id).ToArray(),
                metrics = records.Select(r => r.MetricName).ToArray(),
                quantities = records.Select(r => r.Quantity).ToArray(),
                times = records.Select(r => r.Timestamp).ToArray(),
                keys = records.Select(r => r.IdempotencyKey).ToArray(),
                periodStarts = records.Select(r => r.BillingPeriodStart).ToArray(),
                periodEnds = records.Select(r => r.BillingPeriodEnd).ToArray(),
            });
        return inserted.ToHashSet();
    }

    public Task<IReadOnlyList<KnownUsageRow>> FindByKeysAsync(Work work, Guid tenantId, string[] keys) => work.QueryAsync<KnownUsageRow>(
        """
        select idempotency_key, metric_name, quantity, "timestamp" from usage_records
        where tenant_id = @tenantId and idempotency_key = any(@keys)
        """,
        new { tenantId, keys });

    /// <summary>Each metric's value over the whole of [from, to): a sum, or the last value in it.</summary>
    public Task<IReadOnlyList<UsageBucketRow>> ListTotalsAsync(Work work, Guid tenantId, DateTimeOffset from, DateTimeOffset to) => work.QueryAsync<UsageBucketRow>(
        """
        select c.metric_name, @from as start,
            case m.aggregation when 'last' then (array_agg(c.quantity order by c.last_at desc))[1] else sum(c.quantity) end as quantity
        from usage_counters c join billing_metrics m on m.metric = c.metric_name
        where c.tenant_id = @tenantId and c.bucket >= date_trunc('hour', @from, 'UTC') and c.bucket < @to
          and c.period_start < @to and c.period_end > @from
        group by c.metric_name, m.aggregation
        """,
        new { tenantId, from, to });

    /// <summary>One metric's values over [from, to) by hour, day or month, oldest first; spans without usage are left out.</summary>
    public Task<IReadOnlyList<UsageBucketRow>> ListSeriesAsync(Work work, Guid tenantId, string metric, DateTimeOffset from, DateTimeOffset to, string granularity) => work.QueryAsync<UsageBucketRow>(
        """
        select c.metric_name, date_trunc(@granularity, c.bucket, 'UTC') as start,
            case m.aggregation when 'last' then (array_agg(c.quantity order by c.last_at desc))[1] else sum(c.quantity) end as quantity
        from usage_counters c join billing_metrics m on m.metric = c.metric_name
        where c.tenant_id = @tenantId and c.metric_name = @metric and c.bucket >= date_trunc('hour', @from, 'UTC') and c.bucket < @to
          and c.period_start < @to and c.period_end > @from
        group by c.metric_name, m.aggregation, date_trunc(@granularity, c.bucket, 'UTC')
        order by start
        """,
        new { tenantId, metric, from, to, granularity });

    /// <summary>Builds one period's counters again from its events.</summary>
    public Task RebuildCountersAsync(Work work, Guid tenantId, DateTimeOffset periodStart) => work.ExecuteAsync(
        """
        delete from usage_counters where tenant_id = @tenantId and period_start = @periodStart;
        insert into usage_counters (tenant_id, metric_name, period_start, period_end, bucket, quantity, events, last_at)
        select r.tenant_id, r.metric_name, r.billing_period_start, r.billing_period_end, date_trunc('hour', r."timestamp", 'UTC'),
            case m.aggregation when 'last' then (array_agg(r.quantity order by r."timestamp" desc, r.id desc))[1] else sum(r.quantity) end,
            count(*), max(r."timestamp")
        from usage_records r join billing_metrics m on m.metric = r.metric_name
        where r.tenant_id = @tenantId and r.billing_period_start = @periodStart
        group by r.tenant_id, r.metric_name, r.billing_period_start, r.billing_period_end, date_trunc('hour', r."timestamp", 'UTC'), m.aggregation
        """,
        new { tenantId, periodStart });
}
