namespace ClientForge.Billing.Data.Usage;

/// <summary>Reads usage from its counters, never from raw events, and proves the one from the other.</summary>
public sealed class UsageRepository
{
    private const string Merged = """
        sum(c.events)::bigint as events, sum(c.late_events)::bigint as late_events, sum(c.total) as total, max(c.peak) as peak,
        (array_agg(c.last_quantity order by c.last_at desc, c.last_created_at desc))[1] as last_quantity, max(c.last_at) as last_at
        """;

    /// <summary>Each metric's counters of one period; the area reaches up to the period's end.</summary>
    public Task<IReadOnlyList<UsageTotalsRow>> ListPeriodAsync(Work work, Guid tenantId, DateTimeOffset periodStart) => work.QueryAsync<UsageTotalsRow>(
        $"""
        select c.metric_name, c.period_start as start, {Merged}, sum(c.distinct_values)::bigint as distinct_values,
            sum(c.total * (extract(epoch from c.period_end - c.bucket) * 1000000)::numeric(38, 0) - c.moment) as area
        from usage_counters c
        where c.tenant_id = @tenantId and c.span = 'period' and c.period_start = @periodStart
        group by c.metric_name, c.period_start
        """,
        new { tenantId, periodStart });

    /// <summary>
    /// Counters of the hours in [from, to), merged by hour, day or month (UTC), oldest first; null merges all into one. Areas
    /// reach up to the end of the merged span, at most to <paramref name="to"/>. Different values are counted by themselves.
    /// </summary>
    public Task<IReadOnlyList<UsageTotalsRow>> ListHoursAsync(
        Work work, Guid tenantId, string? metric, DateTimeOffset from, DateTimeOffset to, string? granularity) => work.QueryAsync<UsageTotalsRow>(
        $"""
        with spans as (
            select c.*, s.start, least(@to, case @granularity
                when 'hour' then s.start + interval '1 hour' when 'day' then s.start + interval '1 day'
                when 'month' then (s.start at time zone 'UTC' + interval '1 month') at time zone 'UTC' else @to end) as stop
            from usage_counters c
            cross join lateral (select case when @granularity::text is null then @from else date_trunc(@granularity, c.bucket, 'UTC') end as start) s
            where c.tenant_id = @tenantId and (@metric::text is null or c.metric_name = @metric) and c.span = 'hour'
              and c.bucket >= date_trunc('hour', @from, 'UTC') and c.bucket < @to and c.period_start < @to and c.period_end > @from
        )
        select c.metric_name, c.start, {Merged},
            (select count(distinct u.value_id) from usage_uniques u
             where u.tenant_id = @tenantId and u.metric_name = c.metric_name and u.span = 'hour'
               and u.bucket >= greatest(c.start, date_trunc('hour', @from, 'UTC')) and u.bucket < max(c.stop)
               and u.period_start < @to) as distinct_values,
            sum(c.total * (extract(epoch from c.stop - c.bucket) * 1000000)::numeric(38, 0) - c.moment) as area
        from spans c
        group by c.metric_name, c.start
        order by c.start
        """,
        new { tenantId, metric, from, to, granularity });

    /// <summary>The level that each metric's quantities had added up to before an hour.</summary>
    public async Task<IReadOnlyDictionary<string, decimal>> ListLevelsAsync(Work work, Guid tenantId, DateTimeOffset before)
    {
        var rows = await work.QueryAsync<(string Metric, decimal Level)>(
            """
            select metric_name, sum(total) from usage_counters
            where tenant_id = @tenantId and (span = 'period' and period_end <= @before
                or span = 'hour' and period_start < @before and period_end > @before and bucket < date_trunc('hour', @before, 'UTC'))
            group by metric_name
            """,
            new { tenantId, before });
        return rows.ToDictionary(row => row.Metric, row => row.Level);
    }

    /// <summary>Lets the unit see one snapshot; before anything else in it (system role).</summary>
    public Task BeginSnapshotAsync(Work work) => work.ExecuteAsync("set transaction isolation level repeatable read");

    /// <summary>
    /// Counts a period again from its raw events, in a unit that sees one snapshot: what is recorded meanwhile either fails the
    /// unit, which is then run again, or is in neither of the two.
    /// </summary>
    public async Task RecountAsync(Work work, Guid tenantId, DateTimeOffset periodStart, string? metric)
    {
        await work.ExecuteAsync(
            """
            delete from usage_counters where tenant_id = @tenantId and period_start = @periodStart and (@metric::text is null or metric_name = @metric);
            delete from usage_uniques where tenant_id = @tenantId and period_start = @periodStart and (@metric::text is null or metric_name = @metric)
            """,
            new { tenantId, periodStart, metric });
        await work.ExecuteAsync(
            $"""
            with counted as ({FromRaw})
            insert into usage_counters (tenant_id, metric_name, span, period_start, bucket, slot, period_end, events, late_events, total, moment, peak,
                last_quantity, last_at, last_created_at, distinct_values)
            select @tenantId, metric_name, span, period_start, bucket, 0, period_end, events, late_events, total, moment, peak,
                last_quantity, last_at, last_created_at, distinct_values
            from counted
            """,
            new { tenantId, periodStart, metric });
        await work.ExecuteAsync(
            """
            insert into usage_uniques (tenant_id, metric_name, span, period_start, bucket, value_id)
            select distinct r.tenant_id, r.metric_name, s.span, r.billing_period_start, s.bucket, r.value_id
            from usage_records r
            cross join lateral (values ('hour', date_trunc('hour', r.counted_at, 'UTC')), ('period', r.billing_period_start)) as s (span, bucket)
            where r.tenant_id = @tenantId and r.billing_period_start = @periodStart and not r.canceled and r.value_id is not null
              and (@metric::text is null or r.metric_name = @metric)
            """,
            new { tenantId, periodStart, metric });
    }

    /// <summary>The counters of a period that differ from what its raw events say; empty when the two agree.</summary>
    public Task<IReadOnlyList<UsageDifferenceRow>> CompareAsync(Work work, Guid tenantId, DateTimeOffset periodStart) => work.QueryAsync<UsageDifferenceRow>(
        $"""
        with counted as ({FromRaw}), kept as (
            select c.metric_name, c.span, c.bucket, {Merged}, sum(c.moment) as moment, sum(c.distinct_values)::bigint as distinct_values
            from usage_counters c
            where c.tenant_id = @tenantId and c.period_start = @periodStart
            group by c.metric_name, c.span, c.bucket
            having sum(c.events) > 0
        )
        select coalesce(a.metric_name, b.metric_name) as metric_name, coalesce(a.span, b.span) as span, coalesce(a.bucket, b.bucket) as bucket,
            coalesce(a.events, 0) as raw_events, coalesce(b.events, 0) as counted_events, coalesce(a.total, 0) as raw_total, coalesce(b.total, 0) as counted_total
        from counted a full join kept b on a.metric_name = b.metric_name and a.span = b.span and a.bucket = b.bucket
        join billing_metrics m on m.metric = coalesce(a.metric_name, b.metric_name)
        where (a.events, a.late_events, a.total, a.moment, a.distinct_values) is distinct from (b.events, b.late_events, b.total, b.moment, b.distinct_values)
           or m.aggregation = 'max' and a.peak is distinct from b.peak
           or m.aggregation = 'last' and (a.last_quantity, a.last_at) is distinct from (b.last_quantity, b.last_at)
        order by 1, 2, 3
        """,
        new { tenantId, periodStart, metric = (string?)null });

    /// <summary>Where the periods begin that have counters or raw events.</summary>
    public Task<IReadOnlyList<DateTimeOffset>> ListPeriodStartsAsync(Work work, Guid tenantId) => work.QueryAsync<DateTimeOffset>(
        "select distinct period_start from usage_counters where tenant_id = @tenantId and span = 'period' order by period_start", new { tenantId });

    private const string FromRaw = """
        select r.metric_name, s.span, r.billing_period_start as period_start, s.bucket, max(r.billing_period_end) as period_end,
            count(*) as events, count(*) filter (where r.late) as late_events, sum(r.quantity)::numeric(38, 0) as total,
            case when m.aggregation = 'weighted_sum' then sum(r.quantity * (extract(epoch from r.counted_at - s.bucket) * 1000000)::numeric(38, 0)) else 0 end as moment,
            max(r.quantity) as peak, (array_agg(r.quantity order by r.counted_at desc, r.created_at desc))[1] as last_quantity,
            max(r.counted_at) as last_at, (array_agg(r.created_at order by r.counted_at desc, r.created_at desc))[1] as last_created_at,
            count(distinct r.value_id) as distinct_values
        from usage_records r join billing_metrics m on m.metric = r.metric_name
        cross join lateral (values ('hour', date_trunc('hour', r.counted_at, 'UTC')), ('period', r.billing_period_start)) as s (span, bucket)
        where r.tenant_id = @tenantId and r.billing_period_start = @periodStart and not r.canceled and (@metric::text is null or r.metric_name = @metric)
        group by r.metric_name, m.aggregation, s.span, r.billing_period_start, s.bucket
        """;
}

/// <summary>A counter that says otherwise than the raw events.</summary>
public sealed record UsageDifferenceRow
{
    public required string MetricName { get; init; }

    /// <summary><c>hour</c> or <c>period</c>.</summary>
    public required string Span { get; init; }

    public required DateTimeOffset Bucket { get; init; }

    public required long RawEvents { get; init; }

    public required long CountedEvents { get; init; }

    public required decimal RawTotal { get; init; }

    public required decimal CountedTotal { get; init; }
}
