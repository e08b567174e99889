namespace ClientForge.Billing.Data.Subscriptions;

/// <summary>Subscriptions: at most one live one a tenant; ended ones stay as its history.</summary>
public sealed class SubscriptionRepository
{
    private const string Columns = """
        tenant_id, id, stripe_subscription_id, stripe_customer_id, plan_id, plan_price_id, status, quantity, currency, interval, unit_amount,
        current_period_start, current_period_end, billing_cycle_anchor, cancel_at_period_end, cancel_at, canceled_at, ended_at,
        trial_start, trial_end, collection_paused, pause_resumes_at, pending_update_expires_at, discount_code, discount_percent_off,
        discount_amount_off, discount_ends_at, stripe_schedule_id, scheduled_plan_id, scheduled_interval, scheduled_quantity, scheduled_at,
        default_payment_method_id, latest_invoice_id, stripe_items::text as stripe_items, has_begun, created_at, updated_at
        """;

    /// <summary>
    /// The live subscription, or else the last one that had begun: one whose first payment never came is no subscription of
    /// the tenant's.
    /// </summary>
    public Task<SubscriptionRow?> FindCurrentAsync(Work work, Guid tenantId) => work.QueryFirstAsync<SubscriptionRow>(
        $"""
        select {Columns} from subscriptions
        where tenant_id = @tenantId and (has_begun or status = 'incomplete')
        order by status in ('canceled', 'incomplete_expired'), created_at desc
        limit 1
        """,
        new { tenantId });

    /// <summary>The subscription that has not ended.</summary>
    public Task<SubscriptionRow?> FindLiveAsync(Work work, Guid tenantId) => work.QueryFirstAsync<SubscriptionRow>(
        $"select {Columns} from subscriptions where tenant_id = @tenantId and status not in ('canceled', 'incomplete_expired')",
        new { tenantId });

    public Task<SubscriptionRow?> FindAsync(Work work, Guid tenantId, Guid id) => work.QueryFirstAsync<SubscriptionRow>(
        $"select {Columns} from subscriptions where tenant_id = @tenantId and id = @id", new { tenantId, id });

    public Task<SubscriptionRow?> FindByStripeAsync(Work work, Guid tenantId, string stripeSubscriptionId) => work.QueryFirstAsync<SubscriptionRow>(
        $"select {Columns} from subscriptions where tenant_id = @tenantId and stripe_subscription_id = @stripeSubscriptionId",
        new { tenantId, stripeSubscriptionId });

    /// <summary>Stripe's ids of the customer's subscriptions that have not ended.</summary>
    public Task<IReadOnlyList<string>> ListLiveStripeIdsAsync(Work work, Guid tenantId, string stripeCustomerId) => work.QueryAsync<string>(
        """
        select stripe_subscription_id from subscriptions
        where tenant_id = @tenantId and stripe_customer_id = @stripeCustomerId and status not in ('canceled', 'incomplete_expired')
        """,
        new { tenantId, stripeCustomerId });

    /// <summary>Stripe's ids of the tenant's open invoices that are charged by themselves.</summary>
    public Task<IReadOnlyList<string>> ListOpenInvoicesAsync(Work work, Guid tenantId) => work.QueryAsync<string>(
        """
        select stripe_invoice_id from invoices
        where tenant_id = @tenantId and status = 'open' and collection_method = 'charge_automatically'
        order by created_at
        """,
        new { tenantId });

    /// <summary>Stripe's ids of one subscription's open invoices.</summary>
    public Task<IReadOnlyList<string>> ListOpenInvoicesOfAsync(Work work, Guid tenantId, Guid subscriptionId) => work.QueryAsync<string>(
        """
        select stripe_invoice_id from invoices
        where tenant_id = @tenantId and subscription_id = @subscriptionId and status = 'open'
        order by created_at
        """,
        new { tenantId, subscriptionId });

    /// <summary>Whether the operation of that key has ended the subscription.</summary>
    public Task<bool> WasCanceledByAsync(Work work, SubscriptionRow subscription, string operationKey) => work.QuerySingleAsync<bool>(
        """
        select exists (
            select from stripe_intents
            where tenant_id = @TenantId and kind = 'subscription.cancel' and natural_key = @naturalKey and state = 'succeeded')
        """,
        new { subscription.TenantId, naturalKey = $"{operationKey}:{subscription.StripeSubscriptionId}" });

    /// <summary>Whether the operation of that key has made a subscription, or is about to.</summary>
    public Task<bool> WasCreatedByAsync(Work work, Guid tenantId, string operationKey) => work.QuerySingleAsync<bool>(
        """
        select exists (
            select from stripe_intents
            where tenant_id = @tenantId and kind = 'subscription.create' and natural_key = any(@keys) and state <> 'rejected')
        """,
        new { tenantId, keys = new[] { operationKey, $"{operationKey}:authenticate" } });

    /// <summary>Inserts the projection, or overwrites the one of the same subscription.</summary>
    public Task UpsertAsync(Work work, SubscriptionRow subscription) => work.ExecuteAsync(
        """
        insert into subscriptions (tenant_id, id, stripe_subscription_id, stripe_customer_id, plan_id, plan_price_id, status, quantity,
            currency, interval, unit_amount, current_period_start, current_period_end, billing_cycle_anchor, cancel_at_period_end,
            cancel_at, canceled_at, ended_at, trial_start, trial_end, collection_paused, pause_resumes_at, pending_update_expires_at,
            discount_code, discount_percent_off, discount_amount_off, discount_ends_at, stripe_schedule_id, scheduled_plan_id,
            scheduled_interval, scheduled_quantity, scheduled_at, default_payment_method_id, latest_invoice_id, stripe_items, has_begun,
            created_at, updated_at)
        values (@TenantId, @Id, @StripeSubscriptionId, @StripeCustomerId, @PlanId, @PlanPriceId, @Status, @Quantity,
            @Currency, @Interval, @UnitAmount, @CurrentPeriodStart, @CurrentPeriodEnd, @BillingCycleAnchor, @CancelAtPeriodEnd,
            @CancelAt, @CanceledAt, @EndedAt, @TrialStart, @TrialEnd, @CollectionPaused, @PauseResumesAt, @PendingUpdateExpiresAt,
            @DiscountCode, @DiscountPercentOff, @DiscountAmountOff, @DiscountEndsAt, @StripeScheduleId, @ScheduledPlanId,
            @ScheduledInterval, @ScheduledQuantity, @ScheduledAt, @DefaultPaymentMethodId, @LatestInvoiceId, @StripeItems, @HasBegun,
            @CreatedAt, @UpdatedAt)
        on conflict (tenant_id, id) do update
        set plan_id = @PlanId, plan_price_id = @PlanPriceId, status = @Status, quantity = @Quantity, currency = @Currency,
            interval = @Interval, unit_amount = @UnitAmount, current_period_start = @CurrentPeriodStart,
            current_period_end = @CurrentPeriodEnd, billing_cycle_anchor = @BillingCycleAnchor, cancel_at_period_end = @CancelAtPeriodEnd,
            cancel_at = @CancelAt, canceled_at = @CanceledAt, ended_at = @EndedAt, trial_start = @TrialStart, trial_end = @TrialEnd,
            collection_paused = @CollectionPaused, pause_resumes_at = @PauseResumesAt, pending_update_expires_at = @PendingUpdateExpiresAt,
            discount_code = @DiscountCode, discount_percent_off = @DiscountPercentOff, discount_amount_off = @DiscountAmountOff,
            discount_ends_at = @DiscountEndsAt, stripe_schedule_id = @StripeScheduleId, scheduled_plan_id = @ScheduledPlanId,
            scheduled_interval = @ScheduledInterval, scheduled_quantity = @ScheduledQuantity, scheduled_at = @ScheduledAt,
            default_payment_method_id = @DefaultPaymentMethodId, latest_invoice_id = @LatestInvoiceId,
            stripe_items = @StripeItems, has_begun = @HasBegun, updated_at = @UpdatedAt
        """,
        subscription);
}
