namespace ClientForge.Billing.Data.Subscriptions;

/// <summary>What a preview promised.</summary>
public sealed record SubscriptionPreviewRow
{
    public required Guid TenantId { get; init; }

    public required Guid Id { get; init; }

    public required Json Change { get; init; }

    public required Json Preview { get; init; }

    /// <summary>The second to which unused time was credited.</summary>
    public required DateTimeOffset PricedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>Previews that bind, until they expire.</summary>
public sealed class SubscriptionPreviewRepository
{
    public Task AddAsync(Work work, SubscriptionPreviewRow row) => work.ExecuteAsync(
        """
        insert into subscription_previews (tenant_id, id, change, preview, priced_at, expires_at)
        values (@TenantId, @Id, @Change, @Preview, @PricedAt, @ExpiresAt)
        """,
        row);

    /// <summary>The preview, expired or not, as long as it is kept.</summary>
    public Task<SubscriptionPreviewRow?> FindAsync(Work work, Guid tenantId, Guid id) => work.QueryFirstAsync<SubscriptionPreviewRow>(
        """
        select tenant_id, id, change::text as change, preview::text as preview, priced_at, expires_at
        from subscription_previews where tenant_id = @tenantId and id = @id
        """,
        new { tenantId, id });
}
