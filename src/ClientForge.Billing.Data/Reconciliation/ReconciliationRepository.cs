namespace ClientForge.Billing.Data.Reconciliation;

/// <summary>A mirrored object that is worth comparing with Stripe.</summary>
public sealed record ReconcileCandidate
{
    public required Guid TenantId { get; init; }

    public required string ObjectType { get; init; }

    /// <summary>Stripe's id.</summary>
    public required string ObjectId { get; init; }
}

/// <summary>How far the mirror can be trusted at a glance.</summary>
public sealed record ReconcileFigures
{
    public required long OpenFindings { get; init; }

    public required long LiveObjects { get; init; }

    /// <summary>Live objects that were compared within the last day.</summary>
    public required long ComparedObjects { get; init; }

    public required long DirtyObjects { get; init; }

    public required long GivenUpObjects { get; init; }

    public required long OpenIntents { get; init; }

    public DateTimeOffset? OldestOpenIntent { get; init; }

    public DateTimeOffset? OldestUnappliedEvent { get; init; }
}

/// <summary>What is compared with Stripe, and what the comparison looks at (system role).</summary>
public sealed class ReconciliationRepository
{
    private const string Live = """
        select tenant_id, 'subscription' as object_type, stripe_subscription_id as object_id from subscriptions where status not in ('canceled', 'incomplete_expired')
        union all
        select tenant_id, 'invoice', stripe_invoice_id from invoices where status in ('draft', 'open')
        union all
        select tenant_id, 'customer', stripe_customer_id from billing_customers where deleted_at is null
        """;

    /// <summary>Live objects that were not read since <paramref name="readBefore"/> and are not about to be, the longest unread first.</summary>
    public Task<IReadOnlyList<ReconcileCandidate>> ListDueAsync(Work work, DateTimeOffset readBefore, int limit) => work.QueryAsync<ReconcileCandidate>(
        $"""
        select live.tenant_id, live.object_type, live.object_id
        from ({Live}) live left join stripe_object_sync s on s.object_type = live.object_type and s.object_id = live.object_id
        where s.next_at is null and (s.synced_at is null or s.synced_at < @readBefore) and not coalesce(s.dead, false)
        order by s.synced_at nulls first, live.object_id
        limit @limit
        """,
        new { readBefore, limit });

    /// <summary>The stored projection as json, without the time of its last write; null when there is none.</summary>
    public Task<Json?> SnapshotAsync(Work work, ReconcileCandidate candidate) => work.QueryFirstAsync<Json>(
        """
        select row::text from (
            select to_jsonb(s) - 'updated_at' as row from subscriptions s where @ObjectType = 'subscription' and s.stripe_subscription_id = @ObjectId
            union all
            select to_jsonb(i) - 'updated_at' from invoices i where @ObjectType = 'invoice' and i.stripe_invoice_id = @ObjectId
            union all
            select to_jsonb(c) - 'updated_at' from billing_customers c where @ObjectType = 'customer' and c.stripe_customer_id = @ObjectId
        ) stored
        """,
        candidate);

    /// <summary>The Stripe id of the object that a finding is about, given that id or ours; null when there is none.</summary>
    public Task<string?> FindStripeObjectAsync(Work work, string objectType, string objectId) => work.QueryFirstAsync<string>(
        """
        select stripe_subscription_id from subscriptions where @objectType = 'subscription' and @objectId in (id::text, stripe_subscription_id)
        union all
        select stripe_invoice_id from invoices where @objectType = 'invoice' and @objectId in (id::text, stripe_invoice_id)
        union all
        select stripe_customer_id from billing_customers where @objectType = 'customer' and @objectId in (id::text, stripe_customer_id)
        union all
        select stripe_payment_method_id from payment_methods where @objectType = 'payment_method' and @objectId in (id::text, stripe_payment_method_id)
        """,
        new { objectType, objectId });

    /// <summary>Whether the object was marked since its last read: then a difference is news under way, not drift.</summary>
    public Task<bool> IsDirtyAsync(Work work, ReconcileCandidate candidate) => work.QuerySingleAsync<bool>(
        "select exists (select from stripe_object_sync where object_type = @ObjectType and object_id = @ObjectId and dirty_seq > done_seq)",
        candidate);

    public Task<ReconcileFigures> GetFiguresAsync(Work work, DateTimeOffset readSince) => work.QuerySingleAsync<ReconcileFigures>(
        $"""
        select
            (select count(*) from reconcile_findings where resolved_at is null) as open_findings,
            count(*) as live_objects,
            count(*) filter (where s.synced_at >= @readSince) as compared_objects,
            (select count(*) from stripe_object_sync where next_at is not null) as dirty_objects,
            (select count(*) from stripe_object_sync where dead) as given_up_objects,
            (select count(*) from stripe_intents where next_attempt_at is not null) as open_intents,
            (select min(created_at) from stripe_intents where next_attempt_at is not null) as oldest_open_intent,
            (select min(received_at) from webhook_inbox where state = 'received') as oldest_unapplied_event
        from ({Live}) live left join stripe_object_sync s on s.object_type = live.object_type and s.object_id = live.object_id
        """,
        new { readSince });
}
