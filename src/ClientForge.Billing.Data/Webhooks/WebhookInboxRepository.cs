namespace ClientForge.Billing.Data.Webhooks;

/// <summary>A genuine event of Stripe's, kept as it came.</summary>
public sealed record WebhookEventRow
{
    public required string EventId { get; init; }

    public Guid? TenantId { get; init; }

    public required string Type { get; init; }

    public string? ApiVersion { get; init; }

    public string? ObjectType { get; init; }

    public string? ObjectId { get; init; }

    /// <summary>Stripe's time, whole seconds.</summary>
    public required DateTimeOffset Created { get; init; }

    public required string Payload { get; init; }

    /// <summary><c>push</c> or <c>sweep</c>.</summary>
    public required string Source { get; init; }

    /// <summary><c>received</c>, <c>applied</c>, <c>ignored</c> or <c>failed</c>.</summary>
    public required string State { get; init; }

    public long? DirtySeq { get; init; }

    public string? Error { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? AppliedAt { get; init; }
}

/// <summary>The inbox of events, one row an event id (system role).</summary>
public sealed class WebhookInboxRepository
{
    private const string Columns = """
        event_id, tenant_id, type, api_version, object_type, object_id, created, payload, source, state, dirty_seq, error, received_at,
        applied_at
        """;

    /// <summary>
    /// Stores an event and, when it is about a mirrored object (<see cref="WebhookEventRow.State"/> is <c>received</c>), marks
    /// that object dirty: one statement, so neither happens without the other, and a known event marks nothing.
    /// </summary>
    /// <returns>False when the event is known already.</returns>
    public async Task<bool> AddAsync(Work work, WebhookEventRow row) => await work.ExecuteAsync(
        """
        with fresh as (
            select where not exists (select from webhook_inbox where event_id = @EventId)
        ), marked as (
            insert into stripe_object_sync (object_type, object_id, tenant_id, dirty_seq, next_at)
            select @ObjectType, @ObjectId, @TenantId, nextval('stripe_sync_ticket'), @ReceivedAt from fresh where @State = 'received'
            on conflict (object_type, object_id) do update
            set dirty_seq = nextval('stripe_sync_ticket'), tenant_id = coalesce(stripe_object_sync.tenant_id, excluded.tenant_id),
                attempts = case when stripe_object_sync.dead then 0 else stripe_object_sync.attempts end,
                next_at = least(stripe_object_sync.next_at, excluded.next_at), dead = false
            returning dirty_seq
        )
        insert into webhook_inbox (event_id, tenant_id, type, api_version, object_type, object_id, created, payload, source, state, dirty_seq, received_at)
        select @EventId, @TenantId, @Type, @ApiVersion, @ObjectType, @ObjectId, @Created, @Payload, @Source, @State, (select dirty_seq from marked), @ReceivedAt
        from fresh
        on conflict (event_id) do nothing
        """,
        row) == 1;

    /// <summary>Marks the object's events up to <paramref name="dirtySeq"/> as applied, and files them under the object's tenant.</summary>
    public Task<int> MarkAppliedAsync(Work work, string objectType, string objectId, long dirtySeq, Guid? tenantId, DateTimeOffset now) => work.ExecuteAsync(
        """
        update webhook_inbox set state = 'applied', applied_at = @now, error = null, tenant_id = coalesce(tenant_id, @tenantId)
        where object_type = @objectType and object_id = @objectId and dirty_seq <= @dirtySeq and state in ('received', 'failed')
        """,
        new { objectType, objectId, dirtySeq, tenantId, now });

    /// <summary>Writes why the object's events up to <paramref name="dirtySeq"/> could not be applied; <paramref name="givenUp"/> makes them <c>failed</c>.</summary>
    public Task<int> MarkFailedAsync(Work work, string objectType, string objectId, long dirtySeq, string error, bool givenUp) => work.ExecuteAsync(
        """
        update webhook_inbox set error = @error, state = case when @givenUp then 'failed' else state end
        where object_type = @objectType and object_id = @objectId and dirty_seq <= @dirtySeq and state = 'received'
        """,
        new { objectType, objectId, dirtySeq, error, givenUp });

    public Task<WebhookEventRow?> FindAsync(Work work, string eventId) =>
        work.QueryFirstAsync<WebhookEventRow>($"select {Columns} from webhook_inbox where event_id = @eventId", new { eventId });

    /// <summary>Takes up an event again under a new mark of its object.</summary>
    public Task<int> ReopenAsync(Work work, string eventId, long dirtySeq) => work.ExecuteAsync(
        "update webhook_inbox set state = 'received', dirty_seq = @dirtySeq, error = null, applied_at = null where event_id = @eventId",
        new { eventId, dirtySeq });

    /// <summary>Events, newest received first, after the event <paramref name="after"/>; null filters take all.</summary>
    public Task<IReadOnlyList<WebhookEventRow>> ListAsync(Work work, string? state, string? type, string? after, int limit) => work.QueryAsync<WebhookEventRow>(
        $"""
        select {Columns} from webhook_inbox
        where (@state::text is null or state = @state) and (@type::text is null or type = @type)
          and (@after::text is null or (received_at, event_id) < (select received_at, event_id from webhook_inbox where event_id = @after))
        order by received_at desc, event_id desc
        limit @limit
        """,
        new { state, type, after, limit });

    /// <summary>Of the given event ids, those that the inbox holds.</summary>
    public Task<IReadOnlyList<string>> ListKnownAsync(Work work, string[] eventIds) =>
        work.QueryAsync<string>("select event_id from webhook_inbox where event_id = any(@eventIds)", new { eventIds });

    /// <summary>The tenant of a Stripe customer; null when it is nobody's we know.</summary>
    public Task<Guid?> FindTenantAsync(Work work, string stripeCustomerId) => work.QueryFirstAsync<Guid?>(
        "select tenant_id from billing_customers where stripe_customer_id = @stripeCustomerId",
        new { stripeCustomerId });
}
