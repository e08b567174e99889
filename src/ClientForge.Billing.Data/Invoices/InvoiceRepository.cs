namespace ClientForge.Billing.Data.Invoices;

/// <summary>The invoices as Stripe has them, with their lines and taxes. Written by the projection alone.</summary>
public sealed class InvoiceRepository
{
    internal const string Columns = """
        tenant_id, id, subscription_id, stripe_invoice_id, stripe_customer_id, number, status, currency, subtotal, discount, tax, total,
        credit_applied, amount_due, amount_paid, amount_remaining, collection_method, auto_advance, billing_reason, due_date, paid_at,
        finalized_at, voided_at, period_start, period_end, attempt_count, next_payment_attempt, pdf_url, hosted_invoice_url,
        customer_name, customer_email, customer_address::text as customer_address, customer_tax_id, customer_tax_exempt, description,
        created_at, updated_at
        """;

    private const string LineColumns = """
        tenant_id, id, invoice_id, stripe_line_id, position, description, quantity, unit_amount, unit_amount_decimal, amount,
        discount_amount, tax_amount, tax_rate, proration, period_start, period_end, stripe_price_id, metric
        """;

    /// <summary>One of the tenant's own invoices; a deleted draft is none.</summary>
    public Task<InvoiceRow?> FindAsync(Work work, Guid tenantId, Guid invoiceId) => work.QueryFirstAsync<InvoiceRow>(
        $"select {Columns} from invoices where tenant_id = @tenantId and id = @invoiceId and status <> 'deleted'", new { tenantId, invoiceId });

    /// <summary>The invoice of whichever tenant, deleted or not, under its row lock (system role).</summary>
    public Task<InvoiceRow?> FindByStripeIdAsync(Work work, string stripeInvoiceId) => work.QueryFirstAsync<InvoiceRow>(
        $"select {Columns} from invoices where stripe_invoice_id = @stripeInvoiceId for update", new { stripeInvoiceId });

    /// <summary>Whose invoice it is (system role).</summary>
    public Task<InvoiceRow?> FindAnyAsync(Work work, Guid invoiceId) => work.QueryFirstAsync<InvoiceRow>(
        $"select {Columns} from invoices where id = @invoiceId and status <> 'deleted'", new { invoiceId });

    /// <summary>Newest first, after the filter's last one.</summary>
    public Task<IReadOnlyList<InvoiceRow>> ListAsync(Work work, InvoiceFilter filter) => work.QueryAsync<InvoiceRow>(
        $"""
        select {Columns} from invoices
        where tenant_id = @TenantId and status <> 'deleted'
          and (@Status::text is null or status = @Status)
          and (@From::timestamptz is null or created_at >= @From)
          and (@To::timestamptz is null or created_at < @To)
          and (@After::uuid is null or (created_at, id) < (select created_at, id from invoices where tenant_id = @TenantId and id = @After))
        order by created_at desc, id desc
        limit @Limit
        """,
        filter);

    /// <summary>The lines of some invoices, in each invoice's order.</summary>
    public Task<IReadOnlyList<InvoiceLineRow>> ListLinesAsync(Work work, Guid tenantId, IReadOnlyCollection<Guid> invoiceIds) => work.QueryAsync<InvoiceLineRow>(
        $"select {LineColumns} from invoice_lines where tenant_id = @tenantId and invoice_id = any(@ids) order by invoice_id, position",
        new { tenantId, ids = invoiceIds.ToArray() });

    public Task<IReadOnlyList<InvoiceTaxRow>> ListTaxesAsync(Work work, Guid tenantId, Guid invoiceId) => work.QueryAsync<InvoiceTaxRow>(
        """
        select tenant_id, invoice_id, position, display_name, percentage, amount
        from invoice_taxes where tenant_id = @tenantId and invoice_id = @invoiceId order by position
        """,
        new { tenantId, invoiceId });

    /// <summary>Writes the invoice as it now is.</summary>
    public Task UpsertAsync(Work work, InvoiceRow row) => work.ExecuteAsync(
        """
        insert into invoices (tenant_id, id, subscription_id, stripe_invoice_id, stripe_customer_id, number, status, currency, subtotal, discount,
            tax, total, credit_applied, amount_due, amount_paid, amount_remaining, collection_method, auto_advance, billing_reason, due_date,
            paid_at, finalized_at, voided_at, period_start, period_end, attempt_count, next_payment_attempt, pdf_url, hosted_invoice_url,
            customer_name, customer_email, customer_address, customer_tax_id, customer_tax_exempt, description, created_at, updated_at)
        values (@TenantId, @Id, @SubscriptionId, @StripeInvoiceId, @StripeCustomerId, @Number, @Status, @Currency, @Subtotal, @Discount,
            @Tax, @Total, @CreditApplied, @AmountDue, @AmountPaid, @AmountRemaining, @CollectionMethod, @AutoAdvance, @BillingReason, @DueDate,
            @PaidAt, @FinalizedAt, @VoidedAt, @PeriodStart, @PeriodEnd, @AttemptCount, @NextPaymentAttempt, @PdfUrl, @HostedInvoiceUrl,
            @CustomerName, @CustomerEmail, @CustomerAddress, @CustomerTaxId, @CustomerTaxExempt, @Description, @CreatedAt, @UpdatedAt)
        on conflict (tenant_id, id) do update set
            subscription_id = excluded.subscription_id, number = excluded.number, status = excluded.status, subtotal = excluded.subtotal,
            discount = excluded.discount, tax = excluded.tax, total = excluded.total, credit_applied = excluded.credit_applied,
            amount_due = excluded.amount_due, amount_paid = excluded.amount_paid, amount_remaining = excluded.amount_remaining,
            collection_method = excluded.collection_method, auto_advance = excluded.auto_advance, billing_reason = excluded.billing_reason,
            due_date = excluded.due_date, paid_at = excluded.paid_at, finalized_at = excluded.finalized_at, voided_at = excluded.voided_at,
            period_start = excluded.period_start, period_end = excluded.period_end, attempt_count = excluded.attempt_count,
            next_payment_attempt = excluded.next_payment_attempt, pdf_url = excluded.pdf_url, hosted_invoice_url = excluded.hosted_invoice_url,
            customer_name = excluded.customer_name, customer_email = excluded.customer_email, customer_address = excluded.customer_address,
            customer_tax_id = excluded.customer_tax_id, customer_tax_exempt = excluded.customer_tax_exempt,
            description = excluded.description, updated_at = excluded.updated_at
        """,
        row);

    /// <summary>Marks a deleted draft; its lines stay for the record.</summary>
    public Task<int> MarkDeletedAsync(Work work, InvoiceRow row, DateTimeOffset now) => work.ExecuteAsync(
        "update invoices set status = 'deleted', updated_at = @now where tenant_id = @TenantId and id = @Id",
        new { row.TenantId, row.Id, now });

    /// <summary>Makes the invoice's lines and taxes these.</summary>
    public async Task ReplacePartsAsync(Work work, InvoiceRow invoice, IReadOnlyList<InvoiceLineRow> lines, IReadOnlyList<InvoiceTaxRow> taxes)
    {
        var key = new { invoice.TenantId, InvoiceId = invoice.Id };
        await work.ExecuteAsync("delete from invoice_lines where tenant_id = @TenantId and invoice_id = @InvoiceId", key);
        await work.ExecuteAsync(
            """
            insert into invoice_lines (tenant_id, id, invoice_id, stripe_line_id, position, description, quantity, unit_amount, unit_amount_decimal,
                amount, discount_amount, tax_amount, tax_rate, proration, period_start, period_end, stripe_price_id, metric)
            values (@TenantId, @Id, @InvoiceId, @StripeLineId, @Position, @Description, @Quantity, @UnitAmount, @UnitAmountDecimal,
                @Amount, @DiscountAmount, @TaxAmount, @TaxRate, @Proration, @PeriodStart, @PeriodEnd, @StripePriceId,
                (select metric from plan_meters where stripe_price_id = @StripePriceId))
            """,
            lines);
        await work.ExecuteAsync("delete from invoice_taxes where tenant_id = @TenantId and invoice_id = @InvoiceId", key);
        await work.ExecuteAsync(
            """
            insert into invoice_taxes (tenant_id, invoice_id, position, display_name, percentage, amount)
            values (@TenantId, @InvoiceId, @Position, @DisplayName, @Percentage, @Amount)
            """,
            taxes);
    }

    /// <summary>
    /// Automatic tries that really reached for the money, by invoice: Stripe's own and those of the schedule. Invoices that
    /// never failed have no log and are left out.
    /// </summary>
    public Task<IReadOnlyList<InvoiceTryCount>> ListTryCountsAsync(Work work, Guid tenantId, IReadOnlyCollection<Guid> invoiceIds) => work.QueryAsync<InvoiceTryCount>(
        """
        select invoice_id, count(*)::integer as tries
        from payment_retry_log
        where tenant_id = @tenantId and invoice_id = any(@ids) and trigger in ('stripe', 'schedule') and status <> 'skipped'
        group by invoice_id
        """,
        new { tenantId, ids = invoiceIds.ToArray() });

    /// <summary>Our id of a subscription; null when it is not known yet.</summary>
    public Task<Guid?> FindSubscriptionIdAsync(Work work, string stripeSubscriptionId) => work.QueryFirstAsync<Guid?>(
        "select id from subscriptions where stripe_subscription_id = @stripeSubscriptionId", new { stripeSubscriptionId });

    /// <summary>Stripe's id of the tenant's live subscription; null when there is none.</summary>
    public Task<string?> FindLiveStripeSubscriptionAsync(Work work, Guid tenantId) => work.QueryFirstAsync<string>(
        "select stripe_subscription_id from subscriptions where tenant_id = @tenantId and status not in ('canceled', 'incomplete_expired')",
        new { tenantId });

    /// <summary>Stripe's id of one of the tenant's payment methods; null when it has no such one.</summary>
    public Task<string?> FindStripePaymentMethodAsync(Work work, Guid tenantId, Guid paymentMethodId) => work.QueryFirstAsync<string>(
        "select stripe_payment_method_id from payment_methods where tenant_id = @tenantId and id = @paymentMethodId and status <> 'detached'",
        new { tenantId, paymentMethodId });
}
