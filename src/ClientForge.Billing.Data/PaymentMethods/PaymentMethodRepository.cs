namespace ClientForge.Billing.Data.PaymentMethods;

/// <summary>Payment methods; a detached one stays as a row without card details.</summary>
public sealed class PaymentMethodRepository
{
    private const string Columns = """
        tenant_id, id, stripe_payment_method_id, stripe_customer_id, type, card_brand, card_last4, card_exp_month, card_exp_year,
        is_default, status, detached_at, created_at, updated_at
        """;

    private const string IsOutdated = """
        not (starts_with(coalesce(card_brand, @prefix), @prefix) and starts_with(coalesce(card_last4, @prefix), @prefix)
             and starts_with(coalesce(card_exp_month, @prefix), @prefix) and starts_with(coalesce(card_exp_year, @prefix), @prefix))
        """;

    /// <summary>Those that are attached, newest first.</summary>
    public Task<IReadOnlyList<PaymentMethodRow>> ListAttachedAsync(Work work, Guid tenantId) => work.QueryAsync<PaymentMethodRow>(
        $"""
        select {Columns} from payment_methods
        where tenant_id = @tenantId and status <> 'detached'
        order by created_at desc, id desc
        """,
        new { tenantId });

    /// <summary>The attached payment method of our id.</summary>
    public Task<PaymentMethodRow?> FindAttachedAsync(Work work, Guid tenantId, Guid id) => work.QueryFirstAsync<PaymentMethodRow>(
        $"select {Columns} from payment_methods where tenant_id = @tenantId and id = @id and status <> 'detached'", new { tenantId, id });

    public Task<PaymentMethodRow?> FindByStripeAsync(Work work, Guid tenantId, string stripePaymentMethodId) => work.QueryFirstAsync<PaymentMethodRow>(
        $"select {Columns} from payment_methods where tenant_id = @tenantId and stripe_payment_method_id = @stripePaymentMethodId",
        new { tenantId, stripePaymentMethodId });

    /// <summary>The tenant of a Stripe payment method; null when it is nobody's we know (system role).</summary>
    public Task<Guid?> FindTenantAsync(Work work, string stripePaymentMethodId) => work.QueryFirstAsync<Guid?>(
        "select tenant_id from payment_methods where stripe_payment_method_id = @stripePaymentMethodId", new { stripePaymentMethodId });

    /// <summary>Stripe's ids of the customer's attached payment methods.</summary>
    public Task<IReadOnlyList<string>> ListStripeIdsAsync(Work work, Guid tenantId, string stripeCustomerId) => work.QueryAsync<string>(
        """
        select stripe_payment_method_id from payment_methods
        where tenant_id = @tenantId and stripe_customer_id = @stripeCustomerId and status <> 'detached'
        """,
        new { tenantId, stripeCustomerId });

    /// <summary>Inserts the projection, or overwrites the one of the same Stripe payment method; the default is set apart.</summary>
    public Task UpsertAsync(Work work, PaymentMethodRow method) => work.ExecuteAsync(
        """
        insert into payment_methods (tenant_id, id, stripe_payment_method_id, stripe_customer_id, type, card_brand, card_last4,
            card_exp_month, card_exp_year, is_default, status, detached_at, created_at, updated_at)
        values (@TenantId, @Id, @StripePaymentMethodId, @StripeCustomerId, @Type, @CardBrand, @CardLast4,
            @CardExpMonth, @CardExpYear, false, @Status, @DetachedAt, @CreatedAt, @UpdatedAt)
        on conflict (tenant_id, id) do update
        set type = @Type, card_brand = @CardBrand, card_last4 = @CardLast4, card_exp_month = @CardExpMonth, card_exp_year = @CardExpYear,
            stripe_customer_id = @StripeCustomerId, status = @Status, detached_at = @DetachedAt, updated_at = @UpdatedAt
        """,
        method);

    /// <summary>Whether any stored detail does not begin with the prefix of the key in use (system role).</summary>
    public Task<bool> HasOutdatedAsync(Work work, string prefix) =>
        work.QuerySingleAsync<bool>($"select exists (select from payment_methods where {IsOutdated})", new { prefix });

    /// <summary>Rows with such details under their locks; rows that somebody else has locked come another time (system role).</summary>
    public Task<IReadOnlyList<PaymentMethodRow>> LockOutdatedAsync(Work work, string prefix, int limit) => work.QueryAsync<PaymentMethodRow>(
        $"select {Columns} from payment_methods where {IsOutdated} order by tenant_id, id limit @limit for update skip locked", new { prefix, limit });

    /// <summary>Writes the details alone.</summary>
    public Task SetDetailsAsync(Work work, PaymentMethodRow row) => work.ExecuteAsync(
        """
        update payment_methods
        set card_brand = @CardBrand, card_last4 = @CardLast4, card_exp_month = @CardExpMonth, card_exp_year = @CardExpYear
        where tenant_id = @TenantId and id = @Id
        """,
        row);

    /// <summary>
    /// Makes <c>is_default</c> follow the live customer's default. Both projections that can change it call this under the
    /// tenant's lock, so that there is never a second default and never a missing one.
    /// </summary>
    public async Task FollowDefaultAsync(Work work, Guid tenantId)
    {
        const string isDefault = """
            p.status <> 'detached' and exists (
                select from billing_customers c
                where c.tenant_id = p.tenant_id and c.deleted_at is null and c.default_payment_method_id = p.stripe_payment_method_id)
            """;
        await work.ExecuteAsync($"update payment_methods p set is_default = false where p.tenant_id = @tenantId and p.is_default and not ({isDefault})", new { tenantId });
        await work.ExecuteAsync($"update payment_methods p set is_default = true where p.tenant_id = @tenantId and not p.is_default and ({isDefault})", new { tenantId });
    }
}
