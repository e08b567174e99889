namespace ClientForge.Billing.Data.Plans;

/// <summary>The catalogue: read by every tenant, written by the system role.</summary>
public sealed class PlanRepository
{
    private const string PlanColumns = """
        id, code, version, stripe_product_id, stripe_price_id, name, tier, currency, price_monthly, price_annual,
        features::text as features, limits::text as limits, trial_days, access_when_paused, active, created_at, updated_at, archived_at
        """;

    private const string PriceColumns = "id, plan_id, currency, interval, unit_amount, per_seat, version, stripe_price_id, active, created_at";

    private const string MeterColumns = """
        id, plan_id, metric, currency, interval, included, unit_amount_decimal, tiers::text as tiers, pricing, package_size, limit_behavior,
        version, stripe_price_id, active, created_at
        """;

    private const string MetricColumns = """
        metric, display_name, unit, aggregation, property, source_metric, filter::text as filter, late_policy, lock_days, event_name,
        stripe_meter_id, stripe_product_id, created_at
        """;

    /// <summary>Active plans, the cheapest first.</summary>
    public Task<IReadOnlyList<PlanRow>> ListActiveAsync(Work work) =>
        work.QueryAsync<PlanRow>($"select {PlanColumns} from subscription_plans where active order by price_monthly, code");

    /// <summary>Every plan, archived ones too.</summary>
    public Task<IReadOnlyList<PlanRow>> ListAllAsync(Work work) =>
        work.QueryAsync<PlanRow>($"select {PlanColumns} from subscription_plans order by price_monthly, code, version");

    public Task<PlanRow?> FindAsync(Work work, Guid id) =>
        work.QueryFirstAsync<PlanRow>($"select {PlanColumns} from subscription_plans where id = @id", new { id });

    /// <summary>The plan under its row lock.</summary>
    public Task<PlanRow?> LockAsync(Work work, Guid id) =>
        work.QueryFirstAsync<PlanRow>($"select {PlanColumns} from subscription_plans where id = @id for update", new { id });

    /// <summary>Active prices of the given plans; the plan's default currency and the month come first.</summary>
    public Task<IReadOnlyList<PlanPriceRow>> ListPricesAsync(Work work, Guid[] planIds) => work.QueryAsync<PlanPriceRow>(
        """
        select r.id, r.plan_id, r.currency, r.interval, r.unit_amount, r.per_seat, r.version, r.stripe_price_id, r.active, r.created_at
        from plan_prices r join subscription_plans p on p.id = r.plan_id
        where r.plan_id = any(@planIds) and r.active
        order by r.plan_id, r.currency <> p.currency, r.currency, r.interval
        """,
        new { planIds });

    /// <summary>Active meters of the given plans; the plan's default currency and the month come first.</summary>
    public Task<IReadOnlyList<PlanMeterRow>> ListMetersAsync(Work work, Guid[] planIds) => work.QueryAsync<PlanMeterRow>(
        """
        select m.id, m.plan_id, m.metric, m.currency, m.interval, m.included, m.unit_amount_decimal, m.tiers::text as tiers,
               m.pricing, m.package_size, m.limit_behavior, m.version, m.stripe_price_id, m.active, m.created_at
        from plan_meters m join subscription_plans p on p.id = m.plan_id
        where m.plan_id = any(@planIds) and m.active
        order by m.plan_id, m.currency <> p.currency, m.currency, m.interval, m.metric
        """,
        new { planIds });

    public Task<IReadOnlyList<MetricRow>> ListMetricsAsync(Work work) =>
        work.QueryAsync<MetricRow>($"select {MetricColumns} from billing_metrics order by metric");

    /// <summary>A price by our id, active or not.</summary>
    public Task<PlanPriceRow?> FindPriceAsync(Work work, Guid id) =>
        work.QueryFirstAsync<PlanPriceRow>($"select {PriceColumns} from plan_prices where id = @id", new { id });

    /// <summary>The price that one of these Stripe prices stands for; null when none is a plan's seat price.</summary>
    public Task<PlanPriceRow?> FindPriceByStripeAsync(Work work, string[] stripePriceIds) => work.QueryFirstAsync<PlanPriceRow>(
        $"select {PriceColumns} from plan_prices where stripe_price_id = any(@stripePriceIds)", new { stripePriceIds });

    /// <summary>The metered price that a Stripe price stands for, active or not.</summary>
    public Task<PlanMeterRow?> FindMeterByStripeAsync(Work work, string stripePriceId) => work.QueryFirstAsync<PlanMeterRow>(
        $"select {MeterColumns} from plan_meters where stripe_price_id = @stripePriceId", new { stripePriceId });

    /// <summary>Active meters of a plan in one currency and interval.</summary>
    public Task<IReadOnlyList<PlanMeterRow>> ListMetersAsync(Work work, Guid planId, string currency, string interval) => work.QueryAsync<PlanMeterRow>(
        $"""
        select {MeterColumns} from plan_meters
        where plan_id = @planId and currency = @currency and interval = @interval and active
        order by metric
        """,
        new { planId, currency, interval });

    /// <returns>False when a metric of that name, or of that event name, exists.</returns>
    public async Task<bool> AddMetricAsync(Work work, MetricRow metric) => await work.ExecuteAsync(
        """
        insert into billing_metrics (metric, display_name, unit, aggregation, property, source_metric, filter, late_policy, lock_days, event_name, created_at)
        values (@Metric, @DisplayName, @Unit, @Aggregation, @Property, @SourceMetric, @Filter, @LatePolicy, @LockDays, @EventName, @CreatedAt)
        on conflict do nothing
        """,
        metric) == 1;

    /// <returns>False when there is no such metric.</returns>
    public async Task<bool> SetLatePolicyAsync(Work work, string metric, string latePolicy, int lockDays) => await work.ExecuteAsync(
        "update billing_metrics set late_policy = @latePolicy, lock_days = @lockDays where metric = @metric",
        new { metric, latePolicy, lockDays }) == 1;

    /// <summary>A plan's meters as they were at one of its versions, in one currency and interval.</summary>
    public Task<IReadOnlyList<PlanMeterRow>> ListMetersAtAsync(Work work, Guid planId, string currency, string interval, int version) => work.QueryAsync<PlanMeterRow>(
        $"""
        select distinct on (metric) {MeterColumns} from plan_meters
        where plan_id = @planId and currency = @currency and interval = @interval and version <= @version
        order by metric, version desc, created_at desc
        """,
        new { planId, currency, interval, version });

    public Task AddPlanAsync(Work work, PlanRow plan) => work.ExecuteAsync(
        """
        insert into subscription_plans (id, code, version, name, tier, currency, price_monthly, price_annual, features, limits,
            trial_days, access_when_paused, active, created_at, updated_at)
        values (@Id, @Code, @Version, @Name, @Tier, @Currency, @PriceMonthly, @PriceAnnual, @Features, @Limits,
            @TrialDays, @AccessWhenPaused, @Active, @CreatedAt, @UpdatedAt)
        """,
        plan);

    /// <summary>Whether a plan of this code exists, archived or not.</summary>
    public Task<bool> IsCodeTakenAsync(Work work, string code) =>
        work.QuerySingleAsync<bool>("select exists (select from subscription_plans where code = @code)", new { code });

    public Task UpdatePlanAsync(Work work, PlanRow plan) => work.ExecuteAsync(
        """
        update subscription_plans
        set name = @Name, version = @Version, price_monthly = @PriceMonthly, price_annual = @PriceAnnual, features = @Features, limits = @Limits,
            trial_days = @TrialDays, access_when_paused = @AccessWhenPaused, active = @Active, archived_at = @ArchivedAt, updated_at = @UpdatedAt
        where id = @Id
        """,
        plan);

    /// <summary>Adds a price; the active one of the same plan, currency and interval is retired.</summary>
    public Task AddPriceAsync(Work work, PlanPriceRow price) => work.ExecuteAsync(
        """
        update plan_prices set active = false where plan_id = @PlanId and currency = @Currency and interval = @Interval and active;
        insert into plan_prices (id, plan_id, currency, interval, unit_amount, per_seat, version, active, created_at)
        values (@Id, @PlanId, @Currency, @Interval, @UnitAmount, @PerSeat, @Version, true, @CreatedAt)
        """,
        price);

    /// <summary>Adds a meter; the active one of the same plan, metric, currency and interval is retired.</summary>
    public Task AddMeterAsync(Work work, PlanMeterRow meter) => work.ExecuteAsync(
        """
        update plan_meters set active = false
        where plan_id = @PlanId and metric = @Metric and currency = @Currency and interval = @Interval and active;
        insert into plan_meters (id, plan_id, metric, currency, interval, included, unit_amount_decimal, tiers, pricing, package_size, limit_behavior,
            version, active, created_at)
        values (@Id, @PlanId, @Metric, @Currency, @Interval, @Included, @UnitAmountDecimal, @Tiers, @Pricing, @PackageSize, @LimitBehavior,
            @Version, true, @CreatedAt)
        """,
        meter);
}
