namespace ClientForge.Billing.Data.Usage;

/// <summary>What is told to Stripe's meters; which usage an item stands for is frozen when it is staged.</summary>
public sealed class UsageReportRepository
{
    private const string Select = """
        select i.tenant_id, i.id, i.metric_name, m.event_name, m.stripe_meter_id, m.aggregation, i.bucket, i.revision, i.identifier, i.quantity,
            i.event_time, i.period_start, i.period_end, i.state
        from usage_report_items i join billing_metrics m on m.metric = i.metric_name
        """;

    /// <summary>
    /// Takes the counters that changed since they were last reported, all slots merged. They count as reported from now on;
    /// whoever adds to one meanwhile waits for this unit and marks it again.
    /// </summary>
    public async Task<IReadOnlyList<UnreportedUsageRow>> TakeUnreportedAsync(Work work, Guid tenantId)
    {
        var taken = await work.QueryAsync<TakenCounter>(
            """
            update usage_counters set unreported = false where tenant_id = @tenantId and unreported
            returning metric_name, span, period_start, bucket
            """,
            new { tenantId });
        TakenCounter[] counters = [.. taken.Distinct()];
        if (counters.Length == 0)
            return [];
        // In a statement of its own: it sees what the update waited for, the other slots too.
        return await work.QueryAsync<UnreportedUsageRow>(
            """
            select c.metric_name, m.aggregation, c.span, c.period_start, max(c.period_end) as period_end, c.bucket, sum(c.total) as total,
                (array_agg(c.last_quantity order by c.last_at desc, c.last_created_at desc))[1] as last_quantity, max(c.last_at) as last_at
            from unnest(@metrics, @spans, @periodStarts, @buckets) as e (metric, span, period_start, bucket)
            join usage_counters c on c.tenant_id = @tenantId and c.metric_name = e.metric and c.span = e.span
                and c.period_start = e.period_start and c.bucket = e.bucket
            join billing_metrics m on m.metric = c.metric_name
            group by c.metric_name, m.aggregation, c.span, c.period_start, c.bucket
            order by c.metric_name, c.period_start, c.bucket
            """,
            new
            {
                tenantId,
                metrics = counters.Select(counter => counter.MetricName).ToArray(),
                spans = counters.Select(counter => counter.Span).ToArray(),
                periodStarts = counters.Select(counter => counter.PeriodStart).ToArray(),
                buckets = counters.Select(counter => counter.Bucket).ToArray(),
            });
    }

    /// <summary>Lets the counters be looked at again whose reports failed.</summary>
    public Task MarkFailedUnreportedAsync(Work work, Guid tenantId) => work.ExecuteAsync(
        """
        update usage_counters c set unreported = true
        from usage_report_items i
        where c.tenant_id = @tenantId and i.tenant_id = @tenantId and i.state = 'failed'
          and c.metric_name = i.metric_name and c.period_start = i.period_start and c.bucket = i.bucket
        """,
        new { tenantId });

    /// <summary>What of each hour and period of the given periods has been reported so far.</summary>
    public Task<IReadOnlyList<ReportedUsageRow>> ListReportedAsync(Work work, Guid tenantId, DateTimeOffset[] periodStarts) => work.QueryAsync<ReportedUsageRow>(
        """
        select metric_name, period_start, bucket, coalesce(sum(quantity) filter (where state <> 'failed'), 0) as total,
            (array_agg(quantity order by revision desc) filter (where state <> 'failed'))[1] as newest, max(revision) as revisions
        from usage_report_items
        where tenant_id = @tenantId and period_start = any(@periodStarts)
        group by metric_name, period_start, bucket
        """,
        new { tenantId, periodStarts });

    public Task AddAsync(Work work, UsageReportItemRow item, DateTimeOffset now) => work.ExecuteAsync(
        """
        insert into usage_report_items (tenant_id, id, metric_name, bucket, revision, identifier, quantity, event_time, period_start, period_end,
            state, created_at, updated_at)
        values (@TenantId, @Id, @MetricName, @Bucket, @Revision, @Identifier, @Quantity, @EventTime, @PeriodStart, @PeriodEnd, 'staged', @now, @now)
        """,
        new
        {
            item.TenantId,
            item.Id,
            item.MetricName,
            item.Bucket,
            item.Revision,
            item.Identifier,
            item.Quantity,
            item.EventTime,
            item.PeriodStart,
            item.PeriodEnd,
            now,
        });

    /// <summary>Staged items without an outcome, in the order of their hours.</summary>
    public Task<IReadOnlyList<UsageReportItemRow>> ListStagedAsync(Work work, Guid tenantId) => work.QueryAsync<UsageReportItemRow>(
        $"{Select} where i.tenant_id = @tenantId and i.state = 'staged' order by i.metric_name, i.bucket, i.revision",
        new { tenantId });

    /// <summary>Everything staged of one metric's period, failed items too.</summary>
    public Task<IReadOnlyList<UsageReportItemRow>> ListPeriodAsync(Work work, Guid tenantId, DateTimeOffset periodStart) => work.QueryAsync<UsageReportItemRow>(
        $"{Select} where i.tenant_id = @tenantId and i.period_start = @periodStart order by i.metric_name, i.bucket, i.revision",
        new { tenantId, periodStart });

    /// <summary>Ends an item.</summary>
    public Task FinishAsync(Work work, UsageReportItemRow item, string state, string? errorCode, DateTimeOffset now) => work.ExecuteAsync(
        """
        update usage_report_items set state = @state, error_code = @errorCode, updated_at = @now
        where tenant_id = @TenantId and id = @Id and state <> @state
        """,
        new { item.TenantId, item.Id, state, errorCode, now });

    /// <summary>How much of a span Stripe should know by now, the item named by its identifier left out.</summary>
    public Task<decimal> SumConfirmedAsync(Work work, Guid tenantId, string metric, DateTimeOffset from, DateTimeOffset to, string exceptIdentifier) => work.QuerySingleAsync<decimal>(
        """
        select coalesce(sum(quantity), 0) from usage_report_items
        where tenant_id = @tenantId and metric_name = @metric and event_time >= @from and event_time < @to and state = 'confirmed'
          and identifier <> @exceptIdentifier
        """,
        new { tenantId, metric, from, to, exceptIdentifier });

    public Task<UsageReportItemRow?> FindByIdentifierAsync(Work work, Guid tenantId, string identifier) => work.QueryFirstAsync<UsageReportItemRow>(
        $"{Select} where i.tenant_id = @tenantId and i.identifier = @identifier", new { tenantId, identifier });

    /// <summary>The tenant whose item has this identifier (system role).</summary>
    public Task<Guid?> FindTenantAsync(Work work, string identifier) => work.QueryFirstAsync<Guid?>(
        "select tenant_id from usage_report_items where identifier = @identifier", new { identifier });

    private sealed record TakenCounter
    {
        public required string MetricName { get; init; }

        public required string Span { get; init; }

        public required DateTimeOffset PeriodStart { get; init; }

        public required DateTimeOffset Bucket { get; init; }
    }
}
