namespace ClientForge.Billing.Data.Ops;

/// <summary>The queues as operators look at them (system role). Ids are UUIDs of version 7, so their order is that of time.</summary>
public sealed class QueueRepository
{
    private const string OutboxColumns =
        "id, tenant_id, kind, template, key, recipient, message_id, state, available_at, attempts, last_error, created_at, finished_at";

    private const string WorkColumns = "id, tenant_id, kind, key, state, due_at, attempts, last_error, created_at, finished_at";

    public Task<IReadOnlyList<QueueFigure>> ListFiguresAsync(Work work) => work.QueryAsync<QueueFigure>(
        """
        select 'webhooks' as queue, state, count(*) as count, min(received_at) as oldest_at from webhook_inbox group by state
        union all
        select 'outbox', state, count(*), min(created_at) from outbox_messages group by state
        union all
        select 'work', state, count(*), min(created_at) from work_items group by state
        union all
        select 'intents', state, count(*), min(created_at) from stripe_intents group by state
        order by 1, 2
        """);

    /// <summary>Messages, newest first, after the message <paramref name="after"/>; null filters take all.</summary>
    public Task<IReadOnlyList<OutboxEntry>> ListOutboxAsync(Work work, string? state, Guid? after, int limit) => work.QueryAsync<OutboxEntry>(
        $"""
        select {OutboxColumns} from outbox_messages
        where (@state::text is null or state = @state) and (@after::uuid is null or id < @after)
        order by id desc limit @limit
        """,
        new { state, after, limit });

    public Task<OutboxEntry?> FindOutboxAsync(Work work, Guid id) =>
        work.QueryFirstAsync<OutboxEntry>($"select {OutboxColumns} from outbox_messages where id = @id", new { id });

    /// <summary>Work items, newest first, after the item <paramref name="after"/>; null filters take all.</summary>
    public Task<IReadOnlyList<WorkEntry>> ListWorkAsync(Work work, string? state, string? kindPrefix, Guid? after, int limit) => work.QueryAsync<WorkEntry>(
        $"""
        select {WorkColumns} from work_items
        where (@state::text is null or state = @state) and (@kindPrefix::text is null or starts_with(kind, @kindPrefix))
          and (@after::uuid is null or id < @after)
        order by id desc limit @limit
        """,
        new { state, kindPrefix, after, limit });

    public Task<WorkEntry?> FindWorkAsync(Work work, Guid id) =>
        work.QueryFirstAsync<WorkEntry>($"select {WorkColumns} from work_items where id = @id", new { id });

    /// <summary>Puts a dead work item back, due now.</summary>
    /// <returns>False when there is no dead item of that id.</returns>
    public async Task<bool> RequeueWorkAsync(Work work, Guid id, DateTimeOffset now) => await work.ExecuteAsync(
        "update work_items set state = 'waiting', due_at = @now, attempts = 0, finished_at = null where id = @id and state = 'dead'",
        new { id, now }) == 1;
}
