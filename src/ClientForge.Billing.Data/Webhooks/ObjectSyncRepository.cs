namespace ClientForge.Billing.Data.Webhooks;

/// <summary>A mirrored object of Stripe's under its lease: what was known to be dirty when the fetch began.</summary>
public sealed record ObjectSyncLease
{
    public required string ObjectType { get; init; }

    public required string ObjectId { get; init; }

    public Guid? TenantId { get; init; }

    /// <summary>Events up to this sequence number are covered by the fetch that follows.</summary>
    public required long DirtySeq { get; init; }

    /// <summary>Drawn before the fetch; an older ticket never overwrites a newer one.</summary>
    public required long Ticket { get; init; }

    public required long FencingToken { get; init; }

    public required int Attempts { get; init; }
}

/// <summary>Which mirrored objects are dirty, and the lease over fetch and write of each (system role).</summary>
public sealed class ObjectSyncRepository
{
    /// <summary>
    /// Marks an object dirty and due now. The sequence number is drawn under the object's row lock, so that later marks
    /// always carry greater ones.
    /// </summary>
    /// <returns>The sequence number of this mark.</returns>
    public Task<long> MarkDirtyAsync(Work work, string objectType, string objectId, Guid? tenantId, DateTimeOffset now) => work.QuerySingleAsync<long>(
        """
        insert into stripe_object_sync (object_type, object_id, tenant_id, dirty_seq, next_at)
        values (@objectType, @objectId, @tenantId, nextval('stripe_sync_ticket'), @now)
        on conflict (object_type, object_id) do update
        set dirty_seq = nextval('stripe_sync_ticket'), tenant_id = coalesce(stripe_object_sync.tenant_id, excluded.tenant_id),
            attempts = case when stripe_object_sync.dead then 0 else stripe_object_sync.attempts end,
            next_at = least(stripe_object_sync.next_at, excluded.next_at), dead = false
        returning dirty_seq
        """,
        new { objectType, objectId, tenantId, now });

    /// <summary>
    /// Takes the lease of one object, whether or not it is due. The ticket is drawn under the object's row lock: one drawn
    /// while waiting for it would be older than that of the owner before.
    /// </summary>
    /// <returns>Null while another owner holds a living lease.</returns>
    public Task<ObjectSyncLease?> TryAcquireAsync(Work work, string objectType, string objectId, string owner, TimeSpan lease) => work.QueryFirstAsync<ObjectSyncLease>(
        """
        update stripe_object_sync s
        set lease_owner = @owner, lease_until = clock_timestamp() + @lease, fencing_token = nextval('fencing_token'), attempts = attempts + 1
        where s.object_type = @objectType and s.object_id = @objectId and (s.lease_until is null or s.lease_until < clock_timestamp())
        returning s.object_type, s.object_id, s.tenant_id, s.dirty_seq, nextval('stripe_sync_ticket') as ticket, s.fencing_token, s.attempts
        """,
        new { objectType, objectId, owner, lease });

    /// <summary>Claims dirty objects that are due, oldest first.</summary>
    public Task<IReadOnlyList<ObjectSyncLease>> ClaimDueAsync(Work work, string owner, TimeSpan lease, DateTimeOffset now, int limit) => work.QueryAsync<ObjectSyncLease>(
        """
        with due as (
            select object_type, object_id from stripe_object_sync
            where next_at <= @now and (lease_until is null or lease_until < clock_timestamp())
            order by next_at, dirty_seq
            limit @limit
            for update skip locked
        )
        update stripe_object_sync s
        set lease_owner = @owner, lease_until = clock_timestamp() + @lease, fencing_token = nextval('fencing_token'), attempts = attempts + 1
        from due
        where s.object_type = due.object_type and s.object_id = due.object_id
        returning s.object_type, s.object_id, s.tenant_id, s.dirty_seq, nextval('stripe_sync_ticket') as ticket, s.fencing_token, s.attempts
        """,
        new { owner, lease, now, limit });

    /// <summary>
    /// The fence in front of the projection's writes, in their transaction: true when this lease still holds and no newer
    /// fetch was written. The row stays locked until the transaction ends.
    /// </summary>
    public async Task<bool> PassFenceAsync(Work work, ObjectSyncLease lease) => await work.ExecuteAsync(
        """
        update stripe_object_sync set ticket = @Ticket
        where object_type = @ObjectType and object_id = @ObjectId and fencing_token = @FencingToken and ticket < @Ticket
        """,
        lease) == 1;

    /// <summary>Gives the lease back after a written projection; the object stays due if it was dirtied meanwhile.</summary>
    public Task<int> CompleteAsync(Work work, ObjectSyncLease lease, Guid? tenantId, DateTimeOffset now) => work.ExecuteAsync(
        """
        update stripe_object_sync
        set done_seq = @DirtySeq, attempts = 0, last_error = null, synced_at = @now, tenant_id = coalesce(tenant_id, @tenantId),
            next_at = case when dirty_seq > @DirtySeq then @now end, lease_owner = null, lease_until = null
        where object_type = @ObjectType and object_id = @ObjectId and fencing_token = @FencingToken
        """,
        new { lease.ObjectType, lease.ObjectId, lease.DirtySeq, lease.FencingToken, tenantId, now });

    /// <summary>Gives the lease back after a failure: due again at <paramref name="nextAt"/>, or dead-lettered when null.</summary>
    public Task<int> FailAsync(Work work, ObjectSyncLease lease, string error, DateTimeOffset? nextAt) => work.ExecuteAsync(
        """
        update stripe_object_sync
        set last_error = @error, next_at = @nextAt, dead = @nextAt::timestamptz is null, lease_owner = null, lease_until = null
        where object_type = @ObjectType and object_id = @ObjectId and fencing_token = @FencingToken
        """,
        new { lease.ObjectType, lease.ObjectId, lease.FencingToken, error, nextAt });

    /// <summary>When the next object becomes due, on the engine's clock; one under a living lease does not count.</summary>
    public Task<DateTimeOffset?> NextDueAsync(Work work) => work.QueryFirstAsync<DateTimeOffset?>(
        """
        select next_at from stripe_object_sync
        where next_at is not null and (lease_until is null or lease_until < clock_timestamp())
        order by next_at
        limit 1
        """);
}
