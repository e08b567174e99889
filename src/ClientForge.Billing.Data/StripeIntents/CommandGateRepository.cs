namespace ClientForge.Billing.Data.StripeIntents;

/// <summary>A mirrored object that was changed at Stripe and not read again yet.</summary>
public sealed record StaleObject
{
    public required string ObjectType { get; init; }

    public required string ObjectId { get; init; }
}

/// <summary>What a command must know before it decides: which of the tenant's projections are behind.</summary>
public sealed class CommandGateRepository
{
    public Task<IReadOnlyList<StaleObject>> ListStaleAsync(Work work, Guid tenantId, string[] objectTypes) => work.QueryAsync<StaleObject>(
        """
        select object_type, object_id from stripe_object_sync
        where tenant_id = @tenantId and object_type = any(@objectTypes) and dirty_seq > done_seq and not dead
        order by dirty_seq
        limit 20
        """,
        new { tenantId, objectTypes });
}
