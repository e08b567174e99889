namespace ClientForge.Billing.Data.WorkItems;

/// <summary>A piece of work that becomes due; unique by tenant, kind and key.</summary>
public sealed record WorkItem
{
    public Guid? TenantId { get; init; }

    public required Guid Id { get; init; }

    /// <summary>Dotted: <c>dunning.retry</c>, <c>invoice.deliver</c>, …; chooses the handler.</summary>
    public required string Kind { get; init; }

    public required string Key { get; init; }

    public required Json Payload { get; init; }

    /// <summary>On the engine's clock.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public int Attempts { get; init; }

    public string? LastError { get; init; }

    public long FencingToken { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The queue of due work: claimed with SKIP LOCKED and a lease, finished under its fencing token.</summary>
public sealed class WorkItemRepository
{
    private const string Columns = "tenant_id, id, kind, key, payload::text as payload, due_at, attempts, last_error, fencing_token, created_at";

    /// <returns>False when an item of that tenant, kind and key exists already, whatever its state.</returns>
    public async Task<bool> AddAsync(Work work, WorkItem item) => await work.ExecuteAsync(
        """
        insert into work_items (tenant_id, id, kind, key, payload, state, due_at, created_at)
        values (@TenantId, @Id, @Kind, @Key, @Payload, 'waiting', @DueAt, @CreatedAt)
        on conflict do nothing
        """,
        item) == 1;

    /// <summary>Withdraws items that have not run: the reason for them is gone.</summary>
    public Task<int> CancelAsync(Work work, Guid tenantId, string kind, string keyPrefix, DateTimeOffset now) => work.ExecuteAsync(
        """
        update work_items set state = 'canceled', finished_at = @now
        where tenant_id = @tenantId and kind = @kind and starts_with(key, @keyPrefix) and state = 'waiting'
        """,
        new { tenantId, kind, keyPrefix, now });

    /// <summary>Claims due items whose kind begins with <paramref name="kindPrefix"/>, oldest due first (system role).</summary>
    public Task<IReadOnlyList<WorkItem>> ClaimDueAsync(Work work, string kindPrefix, string owner, TimeSpan lease, DateTimeOffset now, int limit) => work.QueryAsync<WorkItem>(
        $"""
        with due as (
            select id from work_items
            where state = 'waiting' and due_at <= @now and starts_with(kind, @kindPrefix)
              and (lease_until is null or lease_until < clock_timestamp())
            order by due_at, id
            limit @limit
            for update skip locked
        ), claimed as (
            update work_items w
            set lease_owner = @owner, lease_until = clock_timestamp() + @lease, fencing_token = nextval('fencing_token'), attempts = attempts + 1
            from due where w.id = due.id
            returning w.*
        )
        select {Columns} from claimed order by due_at, id
        """,
        new { kindPrefix, owner, lease, now, limit });

    /// <returns>False when the lease was lost meanwhile.</returns>
    public async Task<bool> FinishAsync(Work work, WorkItem item, DateTimeOffset now) => await work.ExecuteAsync(
        """
        update work_items set state = 'done', finished_at = @now, last_error = null, lease_owner = null, lease_until = null
        where id = @Id and fencing_token = @FencingToken and state = 'waiting'
        """,
        new { item.Id, item.FencingToken, now }) == 1;

    /// <summary>Puts a failed item back for later, or among the dead when <paramref name="nextAt"/> is null.</summary>
    public Task<int> FailAsync(Work work, WorkItem item, string error, DateTimeOffset? nextAt, DateTimeOffset now) => work.ExecuteAsync(
        """
        update work_items
        set state = case when @nextAt::timestamptz is null then 'dead' else 'waiting' end, due_at = coalesce(@nextAt, due_at),
            finished_at = case when @nextAt::timestamptz is null then @now end,
            last_error = @error, lease_owner = null, lease_until = null
        where id = @Id and fencing_token = @FencingToken and state = 'waiting'
        """,
        new { item.Id, item.FencingToken, error, nextAt, now });

    /// <summary>
    /// When the next item whose kind begins with <paramref name="kindPrefix"/> becomes due, on the engine's clock; what
    /// somebody is at already does not count (system role).
    /// </summary>
    public Task<DateTimeOffset?> NextDueAsync(Work work, string kindPrefix) => work.QueryFirstAsync<DateTimeOffset?>(
        """
        select due_at from work_items
        where state = 'waiting' and starts_with(kind, @kindPrefix) and (lease_until is null or lease_until < clock_timestamp())
        order by due_at
        limit 1
        """,
        new { kindPrefix });
}
