using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Notifications;
using ClientForge.Billing.Data.Ops;
using ClientForge.Billing.Services.Audit;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Services.Ops;

/// <summary>What waits, what was given up, and putting the latter back; each such step is audited with its reason.</summary>
public sealed class OpsQueues(Database database, QueueRepository queues, OutboxRepository outbox, AuditTrail audit, TimeProvider time)
{
    public Task<IReadOnlyList<QueueFigure>> GetFiguresAsync(CancellationToken cancellationToken) =>
        database.AsSystemAsync(queues.ListFiguresAsync, cancellationToken);

    /// <summary>Messages, newest first, after the message <paramref name="after"/>; null filters take all.</summary>
    public Task<IReadOnlyList<OutboxEntry>> ListOutboxAsync(string? state, Guid? after, int limit, CancellationToken cancellationToken) =>
        database.AsSystemAsync(work => queues.ListOutboxAsync(work, state, after, limit), cancellationToken);

    /// <summary>Puts a dead message back, due now.</summary>
    /// <exception cref="BillingException">404 <c>outbox_message_not_found</c>; 409 <c>outbox_message_not_dead</c>.</exception>
    public Task<OutboxEntry> RequeueMessageAsync(Guid id, string reason, string actor, CancellationToken cancellationToken) => database.AsSystemAsync(
        async work =>
        {
            var before = await queues.FindOutboxAsync(work, id) ?? throw BillingException.NotFound("outbox_message_not_found", "There is no such message.");
            if (!await outbox.RequeueAsync(work, id, time.GetUtcNow()))
                throw BillingException.Conflict("outbox_message_not_dead", $"The message is {before.State}; only a dead one is put back.");
            await AuditAsync(work, before.TenantId, "outbox_message", id, new { before.State, before.Attempts, before.LastError }, reason, actor);
            return (await queues.FindOutboxAsync(work, id))!;
        },
        cancellationToken);

    /// <summary>Work items, newest first, after the item <paramref name="after"/>; null filters take all.</summary>
    public Task<IReadOnlyList<WorkEntry>> ListWorkAsync(string? state, string? kindPrefix, Guid? after, int limit, CancellationToken cancellationToken) =>
        database.AsSystemAsync(work => queues.ListWorkAsync(work, state, kindPrefix, after, limit), cancellationToken);

    /// <summary>Puts a dead work item back, due now.</summary>
    /// <exception cref="BillingException">404 <c>work_item_not_found</c>; 409 <c>work_item_not_dead</c>.</exception>
    public Task<WorkEntry> RequeueWorkAsync(Guid id, string reason, string actor, CancellationToken cancellationToken) => database.AsSystemAsync(
        async work =>
        {
            var before = await queues.FindWorkAsync(work, id) ?? throw BillingException.NotFound("work_item_not_found", "There is no such work item.");
            if (!await queues.RequeueWorkAsync(work, id, time.GetUtcNow()))
                throw BillingException.Conflict("work_item_not_dead", $"The work item is {before.State}; only a dead one is put back.");
            await AuditAsync(work, before.TenantId, "work_item", id, new { before.State, before.Attempts, before.LastError }, reason, actor);
            return (await queues.FindWorkAsync(work, id))!;
        },
        cancellationToken);

    private Task AuditAsync(Work work, Guid? tenantId, string objectType, Guid id, object before, string reason, string actor) => audit.AppendAsync(
        work,
        new AuditedChange
        {
            TenantId = tenantId,
            Actor = actor,
            Action = $"{objectType}.requeued",
            ObjectType = objectType,
            ObjectId = id.ToString(),
            Before = before,
            Reason = reason,
        });
}
