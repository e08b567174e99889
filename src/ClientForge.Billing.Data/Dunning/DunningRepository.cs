using ClientForge.Billing.Data.Invoices;

namespace ClientForge.Billing.Data.Dunning;

/// <summary>Dunning cases: at most one an invoice, and never a second one for the same invoice.</summary>
public sealed class DunningRepository
{
    private const string Columns = """
        tenant_id, id, invoice_id, policy, max_attempts, step, attempts, automatic, first_failed_at, next_step_at, next_retry_at,
        suspend_at, closed_at, close_reason, created_at, updated_at
        """;

    /// <summary>The invoice's case, open or closed.</summary>
    public Task<DunningCaseRow?> FindByInvoiceAsync(Work work, Guid tenantId, Guid invoiceId) => work.QueryFirstAsync<DunningCaseRow>(
        $"select {Columns} from dunning_cases where tenant_id = @tenantId and invoice_id = @invoiceId order by created_at desc limit 1 for update",
        new { tenantId, invoiceId });

    /// <summary>The tenant's open cases, oldest failure first.</summary>
    public Task<IReadOnlyList<DunningCaseRow>> ListOpenAsync(Work work, Guid tenantId) => work.QueryAsync<DunningCaseRow>(
        $"select {Columns} from dunning_cases where tenant_id = @tenantId and closed_at is null order by first_failed_at, id",
        new { tenantId });

    /// <summary>Open cases over the invoices of one subscription.</summary>
    public Task<IReadOnlyList<DunningCaseRow>> ListOpenBySubscriptionAsync(Work work, Guid tenantId, Guid subscriptionId) => work.QueryAsync<DunningCaseRow>(
        $"""
        select {Columns} from dunning_cases
        where tenant_id = @tenantId and closed_at is null
          and invoice_id in (select id from invoices where tenant_id = @tenantId and subscription_id = @subscriptionId)
        order by first_failed_at, id
        for update
        """,
        new { tenantId, subscriptionId });

    public Task AddAsync(Work work, DunningCaseRow row) => work.ExecuteAsync(
        """
        insert into dunning_cases (tenant_id, id, invoice_id, policy, max_attempts, step, attempts, automatic, first_failed_at, next_step_at,
            next_retry_at, suspend_at, created_at, updated_at)
        values (@TenantId, @Id, @InvoiceId, @Policy, @MaxAttempts, @Step, @Attempts, @Automatic, @FirstFailedAt, @NextStepAt,
            @NextRetryAt, @SuspendAt, @CreatedAt, @UpdatedAt)
        """,
        row);

    /// <summary>Writes where the schedule stands: tries so far, whether it goes on by itself, and when.</summary>
    public Task<int> MoveAsync(Work work, DunningCaseRow row) => work.ExecuteAsync(
        """
        update dunning_cases
        set step = @Step, attempts = @Attempts, automatic = @Automatic, next_step_at = @NextStepAt, next_retry_at = @NextRetryAt,
            updated_at = @UpdatedAt
        where tenant_id = @TenantId and id = @Id and closed_at is null
        """,
        row);

    /// <returns>False when the case was closed already.</returns>
    public async Task<bool> CloseAsync(Work work, DunningCaseRow row, string reason, DateTimeOffset now) => await work.ExecuteAsync(
        """
        update dunning_cases set closed_at = @now, close_reason = @reason, next_step_at = null, next_retry_at = null, updated_at = @now
        where tenant_id = @TenantId and id = @Id and closed_at is null
        """,
        new { row.TenantId, row.Id, reason, now }) == 1;

    /// <summary>All open cases, newest failure first, after the case <paramref name="after"/> (system role).</summary>
    public Task<IReadOnlyList<DunningPipelineRow>> ListPipelineAsync(Work work, Guid? after, int limit) => work.QueryAsync<DunningPipelineRow>(
        """
        select c.tenant_id, o.name as tenant_name, c.id as case_id, c.invoice_id, i.number as invoice_number, i.amount_remaining, i.currency,
            c.attempts, c.max_attempts, c.automatic, c.first_failed_at, c.next_retry_at, c.suspend_at,
            coalesce(a.status, 'active') as account_status
        from dunning_cases c
        join organizations o on o.id = c.tenant_id
        join invoices i on i.tenant_id = c.tenant_id and i.id = c.invoice_id
        left join billing_accounts a on a.tenant_id = c.tenant_id
        where c.closed_at is null
          and (@after::uuid is null or (c.first_failed_at, c.id) < (select first_failed_at, id from dunning_cases where id = @after))
        order by c.first_failed_at desc, c.id desc
        limit @limit
        """,
        new { after, limit });

    /// <summary>The invoice that a case is about, as far as the role sees it.</summary>
    public Task<InvoiceRow?> FindInvoiceAsync(Work work, Guid invoiceId) =>
        work.QueryFirstAsync<InvoiceRow>($"select {InvoiceRepository.Columns} from invoices where id = @invoiceId", new { invoiceId });
}
