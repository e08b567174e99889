namespace ClientForge.Billing.Data.Dunning;

/// <summary>The log of tries to be paid: a row is written before its try is sent and completed by its outcome.</summary>
public sealed class PaymentRetryRepository
{
    private const string Columns = """
        tenant_id, id, invoice_id, attempt_number, trigger, status, error_code, decline_code, error_message, stripe_charge_id,
        attempted_at, next_retry_at, intent_id, actor, reason
        """;

    /// <summary>Every try for the invoice, first one first.</summary>
    public Task<IReadOnlyList<PaymentRetryRow>> ListAsync(Work work, Guid tenantId, Guid invoiceId) => work.QueryAsync<PaymentRetryRow>(
        $"select {Columns} from payment_retry_log where tenant_id = @tenantId and invoice_id = @invoiceId order by attempt_number",
        new { tenantId, invoiceId });

    public Task<PaymentRetryRow?> FindByIntentAsync(Work work, Guid intentId) => work.QueryFirstAsync<PaymentRetryRow>(
        $"select {Columns} from payment_retry_log where intent_id = @intentId for update",
        new { intentId });

    /// <summary>Adds a try under the invoice's next number; <see cref="PaymentRetryRow.AttemptNumber"/> of the argument is not used.</summary>
    /// <remarks>The caller holds the invoice's payment lock.</remarks>
    public Task<PaymentRetryRow> AddAsync(Work work, PaymentRetryRow row) => work.QuerySingleAsync<PaymentRetryRow>(
        $"""
        insert into payment_retry_log (tenant_id, id, invoice_id, attempt_number, trigger, status, error_code, decline_code, error_message,
            stripe_charge_id, attempted_at, next_retry_at, intent_id, actor, reason)
        select @TenantId, @Id, @InvoiceId, coalesce(max(attempt_number), 0) + 1, @Trigger, @Status, @ErrorCode, @DeclineCode, @ErrorMessage,
            @StripeChargeId, @AttemptedAt, @NextRetryAt, @IntentId, @Actor, @Reason
        from payment_retry_log where tenant_id = @TenantId and invoice_id = @InvoiceId
        returning {Columns}
        """,
        row);

    /// <summary>Writes how a try ended.</summary>
    /// <returns>False when it had a definite outcome already.</returns>
    public async Task<bool> CompleteAsync(Work work, PaymentRetryRow row) => await work.ExecuteAsync(
        """
        update payment_retry_log
        set status = @Status, error_code = @ErrorCode, decline_code = @DeclineCode, error_message = @ErrorMessage,
            stripe_charge_id = coalesce(@StripeChargeId, stripe_charge_id), next_retry_at = @NextRetryAt
        where tenant_id = @TenantId and id = @Id and status in ('unknown', 'processing')
        """,
        row) == 1;

    /// <summary>Names the charge of a try, once it is known from the invoice.</summary>
    public Task<int> SetChargeAsync(Work work, PaymentRetryRow row, string stripeChargeId) => work.ExecuteAsync(
        "update payment_retry_log set stripe_charge_id = @stripeChargeId where tenant_id = @TenantId and id = @Id and stripe_charge_id is null",
        new { row.TenantId, row.Id, stripeChargeId });

    /// <summary>Intents whose outcome is known while the try that they made is still open in the log (system role).</summary>
    public Task<IReadOnlyList<Guid>> ListUnsettledAsync(Work work) => work.QueryAsync<Guid>(
        """
        select t.intent_id
        from payment_retry_log t join stripe_intents i on i.id = t.intent_id
        where t.status = 'unknown' and i.state in ('succeeded', 'rejected')
        order by t.attempted_at
        """);
}
