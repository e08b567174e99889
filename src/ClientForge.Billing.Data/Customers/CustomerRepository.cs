namespace ClientForge.Billing.Data.Customers;

/// <summary>Customers: at most one live one a tenant; deleted ones stay for their invoices.</summary>
public sealed class CustomerRepository
{
    private const string Columns = """
        tenant_id, id, stripe_customer_id, email, name, currency, balance, line1, line2, city, state, postal_code, country, tax_id,
        tax_exempt, delinquent, default_payment_method_id, deleted_at, created_at, updated_at
        """;

    /// <summary>The tenant's live customer.</summary>
    public Task<CustomerRow?> FindLiveAsync(Work work, Guid tenantId) => work.QueryFirstAsync<CustomerRow>(
        $"select {Columns} from billing_customers where tenant_id = @tenantId and deleted_at is null", new { tenantId });

    public Task<CustomerRow?> FindByStripeAsync(Work work, Guid tenantId, string stripeCustomerId) => work.QueryFirstAsync<CustomerRow>(
        $"select {Columns} from billing_customers where tenant_id = @tenantId and stripe_customer_id = @stripeCustomerId",
        new { tenantId, stripeCustomerId });

    /// <summary>The tenant of a Stripe customer; null when it is nobody's we know (system role).</summary>
    public Task<Guid?> FindTenantAsync(Work work, string stripeCustomerId) => work.QueryFirstAsync<Guid?>(
        "select tenant_id from billing_customers where stripe_customer_id = @stripeCustomerId", new { stripeCustomerId });

    /// <summary>The organization's name; null when the CRM knows no such tenant.</summary>
    public Task<string?> FindOrganizationAsync(Work work, Guid tenantId) =>
        work.QueryFirstAsync<string>("select name from organizations where id = @tenantId", new { tenantId });

    /// <summary>How many customers the tenant has had that are gone, or that Stripe refused to make.</summary>
    public Task<long> CountSpentAsync(Work work, Guid tenantId) => work.QuerySingleAsync<long>(
        """
        select (select count(*) from billing_customers where tenant_id = @tenantId and deleted_at is not null)
             + (select count(*) from stripe_intents where tenant_id = @tenantId and kind = 'customer.create' and state = 'rejected')
        """,
        new { tenantId });

    /// <summary>Inserts the projection, or overwrites the one of the same Stripe customer.</summary>
    public Task UpsertAsync(Work work, CustomerRow customer) => work.ExecuteAsync(
        """
        insert into billing_customers (tenant_id, id, stripe_customer_id, email, name, currency, balance, line1, line2, city, state,
            postal_code, country, tax_id, tax_exempt, delinquent, default_payment_method_id, deleted_at, created_at, updated_at)
        values (@TenantId, @Id, @StripeCustomerId, @Email, @Name, @Currency, @Balance, @Line1, @Line2, @City, @State,
            @PostalCode, @Country, @TaxId, @TaxExempt, @Delinquent, @DefaultPaymentMethodId, @DeletedAt, @CreatedAt, @UpdatedAt)
        on conflict (tenant_id, id) do update
        set email = @Email, name = @Name, currency = @Currency, balance = @Balance, line1 = @Line1, line2 = @Line2, city = @City,
            state = @State, postal_code = @PostalCode, country = @Country, tax_id = @TaxId, tax_exempt = @TaxExempt,
            delinquent = @Delinquent, default_payment_method_id = @DefaultPaymentMethodId, deleted_at = @DeletedAt, updated_at = @UpdatedAt
        """,
        customer);
}
