namespace ClientForge.Billing.Data.Usage;

/// <summary>What is told to Stripe's meters; which events an item stands for is frozen when it is staged.</summary>
public sealed class UsageReportRepository
{
    private const string Select = """
        select i.tenant_id, i.id, i.metric_name, m.event_name, m.stripe_meter_id, m.aggregation, i.bucket, i.revision, i.identifier, i.quantity,
            i.event_time, i.period_start, i.period_end, i.state
        from usage_report_items i join billing_metrics m on m.metric = i.metric_name
        """;

    /// <summary>
    /// Makes an item of each hour that holds events which were never reported. What came during a trial is free and is
    /// reported to nobody.
    /// </summary>
    /// <param name="work">The tenant's unit.</param>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="trialEnd">Periods that end by then are free; null when there was no trial.</param>
    /// <param name="now">The engine's time.</param>
    public Task<int> StageAsync(Work work, Guid tenantId, DateTimeOffset? trialEnd, DateTimeOffset now) => work.ExecuteAsync(
        """
        with waiting as (
            select r.id, r.metric_name, r.quantity, r."timestamp" as at, r.billing_period_start, r.billing_period_end,
                date_trunc('hour', r."timestamp", 'UTC') as bucket
            from usage_records r
            where r.tenant_id = @tenantId and r.report_item_id is null and (@trialEnd::timestamptz is null or r.billing_period_end > @trialEnd)
            for update
        ), hours as (
            select w.metric_name, w.billing_period_start, w.billing_period_end, w.bucket, m.aggregation,
                case m.aggregation when 'last' then (array_agg(w.quantity order by w.at desc, w.id desc))[1] else sum(w.quantity) end as quantity,
                max(w.at) as event_time, array_agg(w.id) as members
            from waiting w join billing_metrics m on m.metric = w.metric_name
            group by w.metric_name, w.billing_period_start, w.billing_period_end, w.bucket, m.aggregation
        ), numbered as (
            select h.*, gen_random_uuid() as item_id, 1 + coalesce((
                select max(i.revision) from usage_report_items i
                where i.tenant_id = @tenantId and i.metric_name = h.metric_name and i.period_start = h.billing_period_start and i.bucket = h.bucket), 0) as revision
            from hours h
        ), staged as (
            insert into usage_report_items (tenant_id, id, metric_name, bucket, revision, identifier, quantity, event_time,
                period_start, period_end, state, created_at, updated_at)
            select @tenantId, item_id, metric_name, bucket, revision,
                replace(@tenantId::text, '-', '') || ':' || metric_name || ':' || extract(epoch from bucket)::bigint || ':' || revision,
                quantity, event_time, billing_period_start, billing_period_end, 'staged', @now, @now
            from numbered
        )
        update usage_records r set report_item_id = n.item_id
        from numbered n
        where r.tenant_id = @tenantId and r.id = any(n.members)
        """,
        new { tenantId, trialEnd, now });

    /// <summary>Staged items without an outcome, in the order of their hours.</summary>
    public Task<IReadOnlyList<UsageReportItemRow>> ListStagedAsync(Work work, Guid tenantId) => work.QueryAsync<UsageReportItemRow>(
        $"{Select} where i.tenant_id = @tenantId and i.state = 'staged' order by i.metric_name, i.bucket, i.revision",
        new { tenantId });

    /// <summary>Ends an item; the events of a confirmed one count as reported.</summary>
    public Task FinishAsync(Work work, UsageReportItemRow item, string state, string? errorCode, DateTimeOffset now) => work.ExecuteAsync(
        """
        update usage_report_items set state = @state, error_code = @errorCode, updated_at = @now where tenant_id = @TenantId and id = @Id;
        update usage_records set reported_to_stripe = true, stripe_meter_event_identifier = @Identifier
        where tenant_id = @TenantId and report_item_id = @Id and @state = 'confirmed'
        """,
        new { item.TenantId, item.Id, item.Identifier, state, errorCode, now });

    /// <summary>How much of an hour Stripe should know by now, the item named by its identifier left out.</summary>
    public Task<decimal> SumConfirmedAsync(Work work, Guid tenantId, string metric, DateTimeOffset bucket, string exceptIdentifier) => work.QuerySingleAsync<decimal>(
        """
        select coalesce(sum(quantity), 0) from usage_report_items
        where tenant_id = @tenantId and metric_name = @metric and bucket = @bucket and state = 'confirmed' and identifier <> @exceptIdentifier
        """,
        new { tenantId, metric, bucket, exceptIdentifier });

    public Task<UsageReportItemRow?> FindByIdentifierAsync(Work work, Guid tenantId, string identifier) => work.QueryFirstAsync<UsageReportItemRow>(
        $"{Select} where i.tenant_id = @tenantId and i.identifier = @identifier", new { tenantId, identifier });
}
