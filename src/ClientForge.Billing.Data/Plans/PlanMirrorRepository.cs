namespace ClientForge.Billing.Data.Plans;

/// <summary>A seat price that Stripe does not know yet, with the product it belongs to.</summary>
public sealed record UnmirroredPrice
{
    public required Guid Id { get; init; }

    public required string Currency { get; init; }

    public required string Interval { get; init; }

    public required long UnitAmount { get; init; }

    public required string StripeProductId { get; init; }
}

/// <summary>A metered price that Stripe does not know yet, with its meter and the metric's product.</summary>
public sealed record UnmirroredMeterPrice
{
    public required Guid Id { get; init; }

    public required string PlanName { get; init; }

    public required string Currency { get; init; }

    public required string Interval { get; init; }

    public required long Included { get; init; }

    public decimal? UnitAmountDecimal { get; init; }

    public Json? Tiers { get; init; }

    public string? Pricing { get; init; }

    public long? PackageSize { get; init; }

    public required string StripeMeterId { get; init; }

    public required string StripeProductId { get; init; }
}

/// <summary>Which parts of the catalogue Stripe lacks, and the ids it gave (system role).</summary>
public sealed class PlanMirrorRepository
{
    public Task<IReadOnlyList<PlanRow>> ListPlansAsync(Work work) => work.QueryAsync<PlanRow>(
        """
        select id, code, version, stripe_product_id, stripe_price_id, name, tier, currency, price_monthly, price_annual,
            features::text as features, limits::text as limits, trial_days, access_when_paused, active, created_at, updated_at, archived_at
        from subscription_plans where stripe_product_id is null and active order by price_monthly
        """);

    public Task<IReadOnlyList<MetricRow>> ListMetricsAsync(Work work) => work.QueryAsync<MetricRow>(
        """
        select metric, display_name, unit, aggregation, event_name, stripe_meter_id, stripe_product_id, created_at
        from billing_metrics where stripe_meter_id is null or stripe_product_id is null order by metric
        """);

    public Task<IReadOnlyList<UnmirroredPrice>> ListPricesAsync(Work work) => work.QueryAsync<UnmirroredPrice>(
        """
        select r.id, r.currency, r.interval, r.unit_amount, p.stripe_product_id
        from plan_prices r join subscription_plans p on p.id = r.plan_id
        where r.stripe_price_id is null and r.active and p.active and p.stripe_product_id is not null
        order by r.id
        """);

    public Task<IReadOnlyList<UnmirroredMeterPrice>> ListMeterPricesAsync(Work work) => work.QueryAsync<UnmirroredMeterPrice>(
        """
        select m.id, p.name as plan_name, m.currency, m.interval, m.included, m.unit_amount_decimal, m.tiers::text as tiers,
            m.pricing, m.package_size, b.stripe_meter_id, b.stripe_product_id
        from plan_meters m join subscription_plans p on p.id = m.plan_id join billing_metrics b on b.metric = m.metric
        where m.stripe_price_id is null and m.active and p.active and b.stripe_meter_id is not null and b.stripe_product_id is not null
        order by m.id
        """);

    /// <summary>Whether anything that is on sale is still unknown to Stripe.</summary>
    public Task<bool> IsIncompleteAsync(Work work) => work.QuerySingleAsync<bool>(
        """
        select exists (select from subscription_plans where stripe_product_id is null and active)
            or exists (select from plan_prices r join subscription_plans p on p.id = r.plan_id where r.stripe_price_id is null and r.active and p.active)
            or exists (select from plan_meters m join subscription_plans p on p.id = m.plan_id where m.stripe_price_id is null and m.active and p.active)
            or exists (select from coupons where stripe_coupon_id is null and active)
        """);

    public Task SetProductAsync(Work work, Guid planId, string stripeProductId) =>
        work.ExecuteAsync("update subscription_plans set stripe_product_id = @stripeProductId where id = @planId", new { planId, stripeProductId });

    public Task SetMeterAsync(Work work, string metric, string stripeMeterId) =>
        work.ExecuteAsync("update billing_metrics set stripe_meter_id = @stripeMeterId where metric = @metric", new { metric, stripeMeterId });

    public Task SetMetricProductAsync(Work work, string metric, string stripeProductId) =>
        work.ExecuteAsync("update billing_metrics set stripe_product_id = @stripeProductId where metric = @metric", new { metric, stripeProductId });

    /// <summary>Records a seat price's id, also at the plan when it is its default monthly one.</summary>
    public Task SetPriceAsync(Work work, Guid priceId, string stripePriceId) => work.ExecuteAsync(
        """
        update plan_prices set stripe_price_id = @stripePriceId where id = @priceId;
        update subscription_plans p set stripe_price_id = @stripePriceId
        from plan_prices r
        where r.id = @priceId and p.id = r.plan_id and r.currency = p.currency and r.interval = 'month' and r.active
        """,
        new { priceId, stripePriceId });

    public Task SetMeterPriceAsync(Work work, Guid meterId, string stripePriceId) =>
        work.ExecuteAsync("update plan_meters set stripe_price_id = @stripePriceId where id = @meterId", new { meterId, stripePriceId });
}
