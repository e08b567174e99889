namespace ClientForge.Billing.Data.Ops;

/// <summary>Tenants across the wall, for operators (system role).</summary>
public sealed class TenantDirectoryRepository
{
    private const string Summary = """
        select o.id, o.name, c.email, c.stripe_customer_id, coalesce(a.status, 'active') as account_status,
            s.status as subscription_status, s.plan_name, o.created_at
        from organizations o
        left join billing_accounts a on a.tenant_id = o.id
        left join billing_customers c on c.tenant_id = o.id and c.deleted_at is null
        left join lateral (
            select s.status, p.name as plan_name
            from subscriptions s join subscription_plans p on p.id = s.plan_id
            where s.tenant_id = o.id order by s.created_at desc, s.id desc limit 1
        ) s on true
        """;

    /// <summary>
    /// Tenants, newest first, after the tenant <paramref name="after"/>, whose name, address or Stripe customer holds
    /// <paramref name="text"/>; null takes all.
    /// </summary>
    public Task<IReadOnlyList<TenantSummary>> SearchAsync(Work work, string? text, Guid? after, int limit) => work.QueryAsync<TenantSummary>(
        $"""
        {Summary}
        where (@text::text is null or strpos(lower(o.name), lower(@text)) > 0 or strpos(lower(c.email), lower(@text)) > 0
               or c.stripe_customer_id = @text or o.id::text = lower(@text))
          and (@after::uuid is null or o.id < @after)
        order by o.id desc limit @limit
        """,
        new { text, after, limit });

    public Task<TenantSummary?> FindAsync(Work work, Guid tenantId) =>
        work.QueryFirstAsync<TenantSummary>($"{Summary} where o.id = @tenantId", new { tenantId });

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<TenantSubscription>> ListSubscriptionsAsync(Work work, Guid tenantId, int limit) => work.QueryAsync<TenantSubscription>(
        """
        select s.id, s.stripe_subscription_id, p.name as plan_name, s.status, s.quantity, s.currency, s.interval, s.unit_amount,
            s.current_period_start, s.current_period_end, s.cancel_at_period_end, s.trial_end, s.ended_at, s.discount_code, s.created_at
        from subscriptions s join subscription_plans p on p.id = s.plan_id
        where s.tenant_id = @tenantId order by s.created_at desc, s.id desc limit @limit
        """,
        new { tenantId, limit });

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<TenantInvoice>> ListInvoicesAsync(Work work, Guid tenantId, int limit) => work.QueryAsync<TenantInvoice>(
        """
        select id, stripe_invoice_id, number, status, currency, total, amount_due, amount_paid, amount_remaining, billing_reason,
            greatest(attempt_count, (select count(*)::integer from payment_retry_log r
                where r.tenant_id = invoices.tenant_id and r.invoice_id = invoices.id
                  and r.trigger in ('stripe', 'schedule') and r.status <> 'skipped')) as attempt_count,
            next_payment_attempt, period_start, period_end, created_at
        from invoices where tenant_id = @tenantId order by created_at desc, id desc limit @limit
        """,
        new { tenantId, limit });

    public Task<IReadOnlyList<TenantPaymentMethod>> ListPaymentMethodsAsync(Work work, Guid tenantId, int limit) => work.QueryAsync<TenantPaymentMethod>(
        """
        select id, stripe_payment_method_id, type, is_default, status, created_at
        from payment_methods where tenant_id = @tenantId order by is_default desc, created_at desc, id desc limit @limit
        """,
        new { tenantId, limit });

    /// <summary>One row a metric: its newest period.</summary>
    public Task<IReadOnlyList<TenantUsage>> ListUsageAsync(Work work, Guid tenantId) => work.QueryAsync<TenantUsage>(
        """
        select distinct on (metric_name) metric_name as metric, period_start, max(period_end) as period_end,
            sum(events)::bigint as events, max(last_at) as last_at
        from usage_counters where tenant_id = @tenantId and span = 'period'
        group by metric_name, period_start
        order by metric_name, period_start desc
        """,
        new { tenantId });

    /// <summary>Intents that are not final, and those that wait for a person; oldest first.</summary>
    public Task<IReadOnlyList<TenantIntent>> ListOpenIntentsAsync(Work work, Guid tenantId, int limit) => work.QueryAsync<TenantIntent>(
        """
        select id, kind, state, attempts, error_code, next_attempt_at, created_at
        from stripe_intents
        where tenant_id = @tenantId and (next_attempt_at is not null or state = 'needs_human')
        order by created_at limit @limit
        """,
        new { tenantId, limit });
}
