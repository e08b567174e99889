namespace ClientForge.Billing.Data.Accounts;

/// <summary>What a tenant may do now.</summary>
public sealed record AccountRow
{
    public required Guid TenantId { get; init; }

    /// <summary><c>active</c>, <c>past_due</c> or <c>suspended</c>.</summary>
    public required string Status { get; init; }

    public DateTimeOffset? SuspendedAt { get; init; }

    public string? SuspensionReason { get; init; }

    /// <summary><c>dunning</c> or <c>ops</c>; set while suspended.</summary>
    public string? SuspendedBy { get; init; }

    public DateTimeOffset? PastDueSince { get; init; }

    /// <summary>A person's decision: <c>suspended</c>, or <c>active</c> in spite of the cases open at <see cref="ManualSince"/>.</summary>
    public string? ManualStatus { get; init; }

    public DateTimeOffset? ManualSince { get; init; }

    public string? ManualReason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>Whom mails about an account go to.</summary>
public sealed record AccountContact
{
    public string? Email { get; init; }

    public string? Name { get; init; }
}

/// <summary>The accounts, one row a tenant.</summary>
public sealed class AccountRepository
{
    private const string Columns = """
        tenant_id, status, suspended_at, suspension_reason, suspended_by, past_due_since, manual_status, manual_since, manual_reason,
        created_at, updated_at
        """;

    public Task<AccountRow?> FindAsync(Work work, Guid tenantId) =>
        work.QueryFirstAsync<AccountRow>($"select {Columns} from billing_accounts where tenant_id = @tenantId", new { tenantId });

    public Task<bool> TenantExistsAsync(Work work, Guid tenantId) =>
        work.QuerySingleAsync<bool>("select exists (select from organizations where id = @tenantId)", new { tenantId });

    /// <summary>The account under its row lock; made active when there was none.</summary>
    public async Task<AccountRow> LockAsync(Work work, Guid tenantId, DateTimeOffset now)
    {
        await work.ExecuteAsync(
            "insert into billing_accounts (tenant_id, status, created_at, updated_at) values (@tenantId, 'active', @now, @now) on conflict do nothing",
            new { tenantId, now });
        return await work.QuerySingleAsync<AccountRow>($"select {Columns} from billing_accounts where tenant_id = @tenantId for update", new { tenantId });
    }

    /// <summary>The tenant's live customer, or else its last one; null when it never had one.</summary>
    public Task<AccountContact?> FindContactAsync(Work work, Guid tenantId) => work.QueryFirstAsync<AccountContact>(
        "select email, name from billing_customers where tenant_id = @tenantId order by deleted_at desc nulls first, created_at desc limit 1",
        new { tenantId });

    public Task UpdateAsync(Work work, AccountRow account) => work.ExecuteAsync(
        """
        update billing_accounts
        set status = @Status, suspended_at = @SuspendedAt, suspension_reason = @SuspensionReason, suspended_by = @SuspendedBy,
            past_due_since = @PastDueSince, manual_status = @ManualStatus, manual_since = @ManualSince, manual_reason = @ManualReason,
            updated_at = @UpdatedAt
        where tenant_id = @TenantId
        """,
        account);
}
