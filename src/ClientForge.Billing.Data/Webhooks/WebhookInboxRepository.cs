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
    /// <returns>False when the event is known already.</returns>
    public async Task<bool> AddAsync(Work work, WebhookEventRow row) => await work.ExecuteAsync(
        """
        insert into webhook_inbox (event_id, tenant_id, type, api_version, object_type, object_id, created, payload, source, state, dirty_seq, received_at)
        values (@EventId, @TenantId, @Type, @ApiVersion, @ObjectType, @ObjectId, @Created, @Payload, @Source, @State, @DirtySeq, @ReceivedAt)
        on conflict (event_id) do nothing
        """,
        row) == 1;

    /// <summary>Marks the object's events up to <paramref name="dirtySeq"/> as applied.</summary>
    public Task<int> MarkAppliedAsync(Work work, string objectType, string objectId, long dirtySeq, DateTimeOffset now) => work.ExecuteAsync(
        """
        update webhook_inbox set state = 'applied', applied_at = @now, error = null
        where object_type = @objectType and object_id = @objectId and dirty_seq <= @dirtySeq and state in ('received', 'failed')
        """,
        new { objectType, objectId, dirtySeq, now });
}
