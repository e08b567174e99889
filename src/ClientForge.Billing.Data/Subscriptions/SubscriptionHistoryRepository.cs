using ClientForge.Billing.Data.Audit;

namespace ClientForge.Billing.Data.Subscriptions;

/// <summary>A tenant's subscription changes, as the audit log tells them.</summary>
public sealed class SubscriptionHistoryRepository
{
    /// <summary>Newest first, after the entry <paramref name="after"/>; null begins with the newest.</summary>
    public Task<IReadOnlyList<AuditEntry>> ListAsync(Work work, Guid tenantId, Guid? after, int limit) => work.QueryAsync<AuditEntry>(
        """
        select tenant_id, id, at, actor, action, object_type, object_id, before::text as before, after::text as after, reason, trace_id
        from audit_log
        where tenant_id = @tenantId and object_type = 'subscription'
          and (@after::uuid is null or (at, id) < (select at, id from audit_log where tenant_id = @tenantId and id = @after))
        order by at desc, id desc
        limit @limit
        """,
        new { tenantId, after, limit });

    /// <summary>One subscription's changes up to an instant, oldest first; the newest two hundred of them.</summary>
    public Task<IReadOnlyList<AuditEntry>> ListUntilAsync(Work work, Guid tenantId, Guid subscriptionId, DateTimeOffset until) => work.QueryAsync<AuditEntry>(
        """
        select * from (
            select tenant_id, id, at, actor, action, object_type, object_id, before::text as before, after::text as after, reason, trace_id
            from audit_log
            where tenant_id = @tenantId and object_type = 'subscription' and object_id = @subscriptionId and at <= @until
            order by at desc, id desc
            limit 200
        ) newest
        order by at, id
        """,
        new { tenantId, subscriptionId = subscriptionId.ToString(), until });

    /// <summary>Who sent the newest successful write on an object after an instant; null when nobody did.</summary>
    public Task<string?> FindActorAsync(Work work, Guid tenantId, string stripeObjectId, DateTimeOffset since) => work.QueryFirstAsync<string>(
        """
        select actor from stripe_intents
        where tenant_id = @tenantId and stripe_object_id = @stripeObjectId and state = 'succeeded' and updated_at >= @since
        order by updated_at desc
        limit 1
        """,
        new { tenantId, stripeObjectId, since });
}
