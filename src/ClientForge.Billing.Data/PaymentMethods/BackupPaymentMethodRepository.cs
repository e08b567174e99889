namespace ClientForge.Billing.Data.PaymentMethods;

/// <summary>A payer's consent to be charged otherwise when the default payment method fails for good.</summary>
public sealed record BackupConsentRow
{
    public required Guid TenantId { get; init; }

    public required Guid PaymentMethodId { get; init; }

    /// <summary>What the payer was shown and agreed to.</summary>
    public required string Statement { get; init; }

    /// <summary>The actor: <c>user:…</c>.</summary>
    public required string ConsentedBy { get; init; }

    public required DateTimeOffset ConsentedAt { get; init; }
}

/// <summary>Backup payment methods, one a tenant, each with its consent.</summary>
public sealed class BackupPaymentMethodRepository
{
    /// <summary>The consent, as long as its payment method is attached.</summary>
    public Task<BackupConsentRow?> FindAsync(Work work, Guid tenantId) => work.QueryFirstAsync<BackupConsentRow>(
        """
        select b.tenant_id, b.payment_method_id, b.statement, b.consented_by, b.consented_at
        from backup_payment_methods b
        join payment_methods p on p.tenant_id = b.tenant_id and p.id = b.payment_method_id
        where b.tenant_id = @tenantId and p.status <> 'detached'
        """,
        new { tenantId });

    public Task SetAsync(Work work, BackupConsentRow row) => work.ExecuteAsync(
        """
        insert into backup_payment_methods (tenant_id, payment_method_id, statement, consented_by, consented_at)
        values (@TenantId, @PaymentMethodId, @Statement, @ConsentedBy, @ConsentedAt)
        on conflict (tenant_id) do update
        set payment_method_id = @PaymentMethodId, statement = @Statement, consented_by = @ConsentedBy, consented_at = @ConsentedAt
        """,
        row);

    public Task<int> RemoveAsync(Work work, Guid tenantId) =>
        work.ExecuteAsync("delete from backup_payment_methods where tenant_id = @tenantId", new { tenantId });
}
