namespace ClientForge.Billing.Data.Reconciliation;

/// <summary>Removes what is past its retention, and only what is finished (system role). Each call removes one batch.</summary>
public sealed class RetentionRepository
{
    public Task<int> RemoveIdempotencyAsync(Work work, DateTimeOffset now, int limit) => work.ExecuteAsync(
        "delete from api_idempotency where ctid = any(array(select ctid from api_idempotency where expires_at < @now limit @limit))",
        new { now, limit });

    public Task<int> RemoveJobRunsAsync(Work work, DateTimeOffset before, int limit) => work.ExecuteAsync(
        "delete from job_runs where ctid = any(array(select ctid from job_runs where finished_at < @before limit @limit))",
        new { before, limit });

    public Task<int> RemoveOutboxAsync(Work work, DateTimeOffset before, int limit) => work.ExecuteAsync(
        """
        delete from outbox_messages
        where ctid = any(array(select ctid from outbox_messages where state in ('sent', 'canceled') and finished_at < @before limit @limit))
        """,
        new { before, limit });

    public Task<int> RemoveWorkItemsAsync(Work work, DateTimeOffset before, int limit) => work.ExecuteAsync(
        """
        delete from work_items
        where ctid = any(array(select ctid from work_items where state in ('done', 'canceled') and finished_at < @before limit @limit))
        """,
        new { before, limit });

    /// <summary>Previews that bind nobody any more.</summary>
    public Task<int> RemovePreviewsAsync(Work work, DateTimeOffset before, int limit) => work.ExecuteAsync(
        "delete from subscription_previews where ctid = any(array(select ctid from subscription_previews where expires_at < @before limit @limit))",
        new { before, limit });

    /// <summary>The events' bodies go; that they came, what they were about and when they were applied stays.</summary>
    public Task<int> TrimInboxAsync(Work work, DateTimeOffset before, int limit) => work.ExecuteAsync(
        """
        update webhook_inbox set payload = ''
        where ctid = any(array(
            select ctid from webhook_inbox where state in ('applied', 'ignored') and received_at < @before and payload <> '' limit @limit))
        """,
        new { before, limit });

    public Task<int> RemoveFindingsAsync(Work work, DateTimeOffset before, int limit) => work.ExecuteAsync(
        "delete from reconcile_findings where ctid = any(array(select ctid from reconcile_findings where resolved_at < @before limit @limit))",
        new { before, limit });
}
