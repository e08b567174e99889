namespace ClientForge.Billing.Data.Entitlements;

/// <summary>Everything that decides what a tenant may use now.</summary>
public sealed record EntitlementRow
{
    /// <summary><c>active</c>, <c>past_due</c> or <c>suspended</c>.</summary>
    public required string AccountStatus { get; init; }

    /// <summary>When the first unpaid invoice's grace ends; null when none is unpaid.</summary>
    public DateTimeOffset? GraceEndsAt { get; init; }

    /// <summary>Of the present or last subscription; null when there never was one.</summary>
    public string? SubscriptionStatus { get; init; }

    public bool CollectionPaused { get; init; }

    public bool AccessWhenPaused { get; init; }

    /// <summary>Seats that are paid for.</summary>
    public long Seats { get; init; }

    /// <summary>Members on them, as the CRM said last.</summary>
    public long Members { get; init; }

    /// <summary><c>month</c> or <c>year</c>.</summary>
    public string? Interval { get; init; }

    public DateTimeOffset? PeriodStart { get; init; }

    public DateTimeOffset? PeriodEnd { get; init; }

    /// <summary>An array of words.</summary>
    public Json? Features { get; init; }

    /// <summary><see cref="Plans.PlanLimits"/>.</summary>
    public Json? Limits { get; init; }

    /// <summary>An array of <see cref="Subscriptions.SubscriptionItemRef"/>.</summary>
    public Json? StripeItems { get; init; }
}

/// <summary>What one writer's counter of a metric holds in the current period, for each way to aggregate it.</summary>
public sealed record CountedUse
{
    public required string Metric { get; init; }

    public decimal Total { get; init; }

    public long Peak { get; init; }

    public long DistinctValues { get; init; }

    public long LastQuantity { get; init; }

    public DateTimeOffset LastAt { get; init; }

    public DateTimeOffset LastCreatedAt { get; init; }
}

/// <summary>What a metered price includes of its metric. A price never changes; a new version of the plan has another one.</summary>
public sealed record MeteredPrice(string StripePriceId, string Metric, string Aggregation, long Included, string LimitBehavior);

/// <summary>
/// The reads behind every question for an entitlement: one round trip over primary and unique keys, without a sum over raw events,
/// and one more for each level that is averaged over time.
/// </summary>
public sealed class EntitlementRepository(Database database)
{
    internal const string Sql = """
        select coalesce(a.status, 'active') as account_status,
            (select min(d.suspend_at) from dunning_cases d where d.tenant_id = @tenantId and d.closed_at is null) as grace_ends_at,
            s.status as subscription_status, coalesce(s.collection_paused, false) as collection_paused,
            coalesce(p.access_when_paused, false) as access_when_paused, coalesce(s.quantity, 0) as seats,
            coalesce((select u.members from seat_use u where u.tenant_id = @tenantId), 0) as members,
            s.interval, s.current_period_start as period_start, s.current_period_end as period_end,
            p.features::text as features, p.limits::text as limits, s.stripe_items::text as stripe_items
        from (select 1) as once
        left join billing_accounts a on a.tenant_id = @tenantId
        left join lateral (
            select status, collection_paused, quantity, interval, current_period_start, current_period_end, plan_id, stripe_items
            from subscriptions
            where tenant_id = @tenantId and (has_begun or status = 'incomplete')
            order by status in ('canceled', 'incomplete_expired'), created_at desc
            limit 1
        ) s on true
        left join subscription_plans p on p.id = s.plan_id
        """;

    internal const string CountersSql = """
        select metric_name as metric, total, peak, distinct_values, last_quantity, last_at, last_created_at
        from usage_counters
        where tenant_id = @tenantId and span = 'period' and period_start = (
            select current_period_start
            from subscriptions
            where tenant_id = @tenantId and (has_begun or status = 'incomplete')
            order by status in ('canceled', 'incomplete_expired'), created_at desc
            limit 1)
        """;

    // The level's average over the whole period, as it will be if the level stays.
    private const string AverageLevelSql = """
        select round(
            coalesce((
                select sum(l.total) from usage_counters l
                where l.tenant_id = @tenantId and l.metric_name = @metric
                  and (l.span = 'period' and l.period_end <= @periodStart
                       or l.span = 'hour' and l.period_start < @periodStart and l.period_end > @periodStart
                          and l.bucket < date_trunc('hour', @periodStart, 'UTC'))), 0)
            + coalesce((
                select sum(k.total * (extract(epoch from k.period_end - k.bucket) * 1000000)::numeric(38, 0) - k.moment)
                from usage_counters k
                where k.tenant_id = @tenantId and k.metric_name = @metric and k.span = 'period' and k.period_start = @periodStart), 0)
                / (extract(epoch from @periodEnd - @periodStart) * 1000000)::numeric(38, 0),
            6)
        """;

    /// <summary>What decides, and the counters of the current period.</summary>
    public Task<(EntitlementRow Row, IReadOnlyList<CountedUse> Counters)> ReadAsync(Guid tenantId, CancellationToken cancellationToken) =>
        database.ReadOneWithManyAsync<EntitlementRow, CountedUse>(tenantId, Sql, CountersSql, cancellationToken);

    /// <summary>A metric's level, averaged over the period.</summary>
    public Task<decimal> ReadAverageLevelAsync(Guid tenantId, string metric, DateTimeOffset periodStart, DateTimeOffset periodEnd, CancellationToken cancellationToken) =>
        database.InTenantAsync(
            tenantId, work => work.QuerySingleAsync<decimal>(AverageLevelSql, new { tenantId, metric, periodStart, periodEnd }), cancellationToken);

    /// <summary>Every metered price that Stripe knows.</summary>
    public Task<IReadOnlyList<MeteredPrice>> ListPricesAsync(CancellationToken cancellationToken) => database.AsSystemAsync(
        work => work.QueryAsync<MeteredPrice>(
            """
            select x.stripe_price_id, x.metric, b.aggregation, x.included, x.limit_behavior
            from plan_meters x join billing_metrics b on b.metric = x.metric
            where x.stripe_price_id is not null
            """),
        cancellationToken);
}
