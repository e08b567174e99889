namespace ClientForge.Billing.Data.Notifications;

/// <summary>A mail or outbound event that leaves after the change that caused it was committed.</summary>
public sealed record OutboxMessage
{
    public Guid? TenantId { get; init; }

    public required Guid Id { get; init; }

    /// <summary><c>mail</c> or <c>event</c>.</summary>
    public required string Kind { get; init; }

    public required string Template { get; init; }

    /// <summary>Of the transition that caused it: the same transition sends its message once.</summary>
    public required string Key { get; init; }

    public string? Recipient { get; init; }

    public required Json Payload { get; init; }

    /// <summary>RFC 5322 Message-ID without brackets, the same on every try.</summary>
    public required string MessageId { get; init; }

    /// <summary>On the engine's clock.</summary>
    public required DateTimeOffset AvailableAt { get; init; }

    public int Attempts { get; init; }

    public string? LastError { get; init; }

    public long FencingToken { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A document that goes along with a mail.</summary>
public sealed record OutboxAttachment
{
    /// <summary>Of the invoice; null for one that was never finalized.</summary>
    public string? Number { get; init; }

    /// <summary>A PDF.</summary>
    public required byte[] Content { get; init; }
}

/// <summary>The outbox: written in the transaction of the cause, drained under leases.</summary>
public sealed class OutboxRepository
{
    private const string Columns =
        "tenant_id, id, kind, template, key, recipient, payload::text as payload, message_id, available_at, attempts, last_error, fencing_token, created_at";

    /// <returns>False when the transition has its message already.</returns>
    public async Task<bool> AddAsync(Work work, OutboxMessage message) => await work.ExecuteAsync(
        """
        insert into outbox_messages (tenant_id, id, kind, template, key, recipient, payload, message_id, state, available_at, created_at)
        values (@TenantId, @Id, @Kind, @Template, @Key, @Recipient, @Payload, @MessageId, 'waiting', @AvailableAt, @CreatedAt)
        on conflict do nothing
        """,
        message) == 1;

    /// <summary>
    /// Claims due mails in order (system role), of each tenant the first alone: whoever is written to twice reads it in the order in
    /// which it came to pass. A mail that waits for its next try holds nobody up.
    /// </summary>
    public Task<IReadOnlyList<OutboxMessage>> ClaimDueAsync(Work work, string owner, TimeSpan lease, DateTimeOffset now, int limit) => work.QueryAsync<OutboxMessage>(
        $"""
        with due as (
            select id from outbox_messages o
            where kind = 'mail' and state = 'waiting' and available_at <= @now and (lease_until is null or lease_until < clock_timestamp())
              and not exists (
                select from outbox_messages earlier
                where earlier.tenant_id = o.tenant_id and earlier.kind = 'mail' and earlier.state = 'waiting'
                  and (earlier.available_at, earlier.id) < (o.available_at, o.id))
            order by available_at, id
            limit @limit
            for update skip locked
        ), claimed as (
            update outbox_messages o
            set lease_owner = @owner, lease_until = clock_timestamp() + @lease, fencing_token = nextval('fencing_token'), attempts = attempts + 1
            from due where o.id = due.id
            returning o.*
        )
        select {Columns} from claimed order by available_at, id
        """,
        new { owner, lease, now, limit });

    /// <summary>Marks a message <c>sent</c>, or <c>canceled</c> because its reason is gone.</summary>
    /// <returns>False when the lease was lost meanwhile.</returns>
    public async Task<bool> FinishAsync(Work work, OutboxMessage message, string state, DateTimeOffset now) => await work.ExecuteAsync(
        """
        update outbox_messages set state = @state, finished_at = @now, last_error = null, lease_owner = null, lease_until = null
        where id = @Id and fencing_token = @FencingToken and state = 'waiting'
        """,
        new { message.Id, message.FencingToken, state, now }) == 1;

    /// <summary>Puts a failed message back for later, or among the dead when <paramref name="nextAt"/> is null.</summary>
    public Task<int> FailAsync(Work work, OutboxMessage message, string error, DateTimeOffset? nextAt, DateTimeOffset now) => work.ExecuteAsync(
        """
        update outbox_messages
        set state = case when @nextAt::timestamptz is null then 'dead' else 'waiting' end, available_at = coalesce(@nextAt, available_at),
            finished_at = case when @nextAt::timestamptz is null then @now end,
            last_error = @error, lease_owner = null, lease_until = null
        where id = @Id and fencing_token = @FencingToken and state = 'waiting'
        """,
        new { message.Id, message.FencingToken, error, nextAt, now });

    /// <summary>
    /// When the next message becomes due, on the engine's clock; one that is being sent does not count, nor one that comes after it
    /// (system role).
    /// </summary>
    public Task<DateTimeOffset?> NextDueAsync(Work work) => work.QueryFirstAsync<DateTimeOffset?>(
        """
        select available_at from outbox_messages o
        where kind = 'mail' and state = 'waiting' and (lease_until is null or lease_until < clock_timestamp())
          and not exists (
            select from outbox_messages earlier
            where earlier.tenant_id = o.tenant_id and earlier.kind = 'mail' and earlier.state = 'waiting'
              and (earlier.available_at, earlier.id) < (o.available_at, o.id))
        order by available_at
        limit 1
        """);

    /// <summary>Puts a dead message back, due now.</summary>
    /// <returns>False when there is no dead message of that id.</returns>
    public async Task<bool> RequeueAsync(Work work, Guid id, DateTimeOffset now) => await work.ExecuteAsync(
        "update outbox_messages set state = 'waiting', available_at = @now, attempts = 0, finished_at = null where id = @id and state = 'dead'",
        new { id, now }) == 1;

    /// <summary>Whether the invoice still waits to be paid (system role).</summary>
    public Task<bool> IsUnpaidAsync(Work work, Guid invoiceId) =>
        work.QuerySingleAsync<bool>("select exists (select from invoices where id = @invoiceId and status = 'open')", new { invoiceId });

    /// <summary>The newest document of an invoice; null when none was rendered (system role).</summary>
    public Task<OutboxAttachment?> FindDocumentAsync(Work work, Guid invoiceId) => work.QueryFirstAsync<OutboxAttachment>(
        """
        select i.number, d.content
        from invoice_documents d join invoices i on i.tenant_id = d.tenant_id and i.id = d.invoice_id
        where d.invoice_id = @invoiceId
        order by d.created_at desc, d.id desc
        limit 1
        """,
        new { invoiceId });
}
