using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Webhooks;
using ClientForge.Billing.Services.Audit;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.Jobs;

namespace ClientForge.Billing.Services.Webhooks;

/// <summary>The inbox as the console shows it.</summary>
public sealed class WebhookEvents(
    Database database,
    WebhookInboxRepository inbox,
    ObjectSyncRepository objects,
    AuditTrail audit,
    WakeUp wakeUp,
    TimeProvider time)
{
    /// <summary>Events, newest received first, after the event <paramref name="after"/>; null filters take all.</summary>
    public Task<IReadOnlyList<WebhookEventRow>> ListAsync(string? state, string? type, string? after, int limit, CancellationToken cancellationToken) =>
        database.AsSystemAsync(work => inbox.ListAsync(work, state, type, after, limit), cancellationToken);

    /// <exception cref="BillingException">404 <c>webhook_event_not_found</c>.</exception>
    public Task<WebhookEventRow> GetAsync(string eventId, CancellationToken cancellationToken) =>
        database.AsSystemAsync(work => FindAsync(work, eventId), cancellationToken);

    /// <summary>Takes an event up again: its object is read from Stripe anew, dead-lettered or not.</summary>
    /// <exception cref="BillingException">404 <c>webhook_event_not_found</c>; 409 <c>webhook_event_ignored</c> when it is about no object of ours.</exception>
    public async Task<WebhookEventRow> ReplayAsync(string eventId, string reason, string actor, CancellationToken cancellationToken)
    {
        var replayed = await database.AsSystemAsync(
            async work =>
            {
                var row = await FindAsync(work, eventId);
                if (row is not { ObjectType: { } type, ObjectId: { } id })
                    throw BillingException.Conflict("webhook_event_ignored", "The event is about no object that this service keeps.");
                var sequence = await objects.MarkDirtyAsync(work, type, id, row.TenantId, time.GetUtcNow());
                await inbox.ReopenAsync(work, eventId, sequence);
                await audit.AppendAsync(work, new AuditedChange
                {
                    TenantId = row.TenantId,
                    Actor = actor,
                    Action = "webhook_event.replayed",
                    ObjectType = "webhook_event",
                    ObjectId = eventId,
                    Before = new { row.State, row.Error },
                    Reason = reason,
                });
                return await FindAsync(work, eventId);
            },
            cancellationToken);
        wakeUp.Hint(WebhookApplyJob.JobName);
        return replayed;
    }

    private async Task<WebhookEventRow> FindAsync(Work work, string eventId) =>
        await inbox.FindAsync(work, eventId) ?? throw BillingException.NotFound("webhook_event_not_found", "There is no such event.");
}
