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

    public DateTimeOffset? PeriodEnd { get; init; }

    /// <summary>An array of words.</summary>
    public Json? Features { get; init; }

    /// <summary><see cref="Plans.PlanLimits"/>.</summary>
    public Json? Limits { get; init; }

    /// <summary>An array of <see cref="MeteredUse"/>.</summary>
    public Json? Meters { get; init; }
}

/// <summary>One metric of the subscription in its current period.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Aggregation"><c>sum</c>, <c>max</c>, <c>last</c>, <c>unique</c> or <c>weighted_sum</c>.</param>
/// <param name="Included">What the price the tenant pays includes.</param>
/// <param name="Used">So far.</param>
/// <param name="LimitBehavior"><c>soft</c>: above what is included use goes on and is charged; <c>hard</c>: it is denied.</param>
public sealed record MeteredUse(string Metric, string Aggregation, long Included, decimal Used, string LimitBehavior = "soft");

/// <summary>
/// The read behind every question for an entitlement: one statement over primary and unique keys, without a sum over raw events.
/// What is included is what the subscription's own prices include, which a newer version of the plan does not change.
/// </summary>
public sealed class EntitlementRepository
{
    internal const string Sql = """
        select coalesce(a.status, 'active') as account_status,
            (select min(d.suspend_at) from dunning_cases d where d.tenant_id = @tenantId and d.closed_at is null) as grace_ends_at,
            s.status as subscription_status, coalesce(s.collection_paused, false) as collection_paused,
            coalesce(p.access_when_paused, false) as access_when_paused, coalesce(s.quantity, 0) as seats,
            coalesce((select u.members from seat_use u where u.tenant_id = @tenantId), 0) as members,
            s.interval, s.current_period_end as period_end, p.features::text as features, p.limits::text as limits, m.meters::text as meters
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
        left join lateral (
            select jsonb_agg(jsonb_build_object('metric', x.metric, 'aggregation', b.aggregation, 'included', x.included,
                'limitBehavior', x.limit_behavior, 'used', coalesce(c.used, 0)) order by x.metric) as meters
            from jsonb_array_elements(s.stripe_items) as item
            join plan_meters x on x.stripe_price_id = item ->> 'priceId'
            join billing_metrics b on b.metric = x.metric
            left join lateral (
                select case b.aggregation
                    when 'sum' then sum(k.total)
                    when 'max' then max(k.peak)
                    when 'unique' then sum(k.distinct_values)
                    when 'last' then (array_agg(k.last_quantity order by k.last_at desc, k.last_created_at desc))[1]
                    -- The level's average over the whole period, as it will be if the level stays.
                    else round(
                        coalesce((
                            select sum(l.total) from usage_counters l
                            where l.tenant_id = @tenantId and l.metric_name = x.metric
                              and (l.span = 'period' and l.period_end <= s.current_period_start
                                   or l.span = 'hour' and l.period_start < s.current_period_start and l.period_end > s.current_period_start
                                      and l.bucket < date_trunc('hour', s.current_period_start, 'UTC'))), 0)
                        + coalesce(sum(k.total * (extract(epoch from k.period_end - k.bucket) * 1000000)::numeric(38, 0) - k.moment), 0)
                            / (extract(epoch from s.current_period_end - s.current_period_start) * 1000000)::numeric(38, 0),
                        6)
                    end as used
                from usage_counters k
                where k.tenant_id = @tenantId and k.metric_name = x.metric and k.span = 'period' and k.period_start = s.current_period_start
            ) c on true
        ) m on true
        """;

    public Task<EntitlementRow> ReadAsync(Database database, Guid tenantId, CancellationToken cancellationToken) =>
        database.ReadOneAsync<EntitlementRow>(tenantId, Sql, cancellationToken);
}
