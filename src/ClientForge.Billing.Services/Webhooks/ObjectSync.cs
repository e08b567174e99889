using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Webhooks;
using ClientForge.Billing.Services.Jobs;
using ClientForge.Billing.Services.StripeApi;
using Microsoft.Extensions.Logging;

namespace ClientForge.Billing.Services.Webhooks;

/// <summary>
/// Keeps our projections equal to Stripe's objects. Fetch and write happen under the object's lease; the ticket drawn before
/// the fetch is the fence if the lease was lost meanwhile. Ten marks on one object cost one fetch.
/// </summary>
public sealed partial class ObjectSync(
    Database database,
    ObjectSyncRepository objects,
    WebhookInboxRepository inbox,
    IEnumerable<IObjectProjector> projectors,
    TimeProvider time,
    ILogger<ObjectSync> logger)
{
    private const int MaxAttempts = 8;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AcquirePause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan AcquireLimit = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, IObjectProjector> _projectors = projectors.ToDictionary(projector => projector.ObjectType);

    /// <summary>
    /// Reads one object from Stripe, and its companion, and writes their projections before it returns: what a command calls
    /// after its intent succeeded, so that its answer shows the result.
    /// </summary>
    public async Task SyncAsync(string objectType, string objectId, Guid? tenantId, string actor, CancellationToken cancellationToken)
    {
        var applied = await SyncOneAsync(objectType, objectId, tenantId, actor, cancellationToken);
        if (applied.Companion is var (companionType, companionId))
            await SyncOneAsync(companionType, companionId, tenantId, actor, cancellationToken);
    }

    /// <summary>Applies every dirty object that is due, so many at once; each costs one fetch however often it was marked.</summary>
    public async Task<JobReport> ApplyDueAsync(int concurrency, CancellationToken cancellationToken)
    {
        int done = 0, failed = 0;
        while (true)
        {
            // No more are claimed than start at once: a lease must not run out in a queue.
            var leases = await database.AsSystemAsync(
                work => objects.ClaimDueAsync(work, LeaseOwner.Current, Lease, time.GetUtcNow(), concurrency), cancellationToken);
            if (leases.Count == 0)
                return new JobReport(done, failed);
            var outcomes = await Task.WhenAll(leases.Select(lease => ApplyAsync(lease, "webhook", rethrow: false, cancellationToken)));
            done += outcomes.Count(applied => applied.Succeeded);
            failed += outcomes.Count(applied => !applied.Succeeded);
        }
    }

    private async Task<Applied> SyncOneAsync(string objectType, string objectId, Guid? tenantId, string actor, CancellationToken cancellationToken)
    {
        await database.AsSystemAsync(work => objects.MarkDirtyAsync(work, objectType, objectId, tenantId, time.GetUtcNow()), cancellationToken);
        var lease = await AcquireAsync(objectType, objectId, cancellationToken);
        return await ApplyAsync(lease, actor, rethrow: true, cancellationToken);
    }

    private async Task<ObjectSyncLease> AcquireAsync(string objectType, string objectId, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; waited < AcquireLimit; waited += AcquirePause)
        {
            var lease = await database.AsSystemAsync(work => objects.TryAcquireAsync(work, objectType, objectId, LeaseOwner.Current, Lease), cancellationToken);
            if (lease is not null)
                return lease;
            await Task.Delay(AcquirePause, cancellationToken);
        }

        throw StripeErrors.Unavailable();
    }

    private async Task<Applied> ApplyAsync(ObjectSyncLease lease, string actor, bool rethrow, CancellationToken cancellationToken)
    {
        try
        {
            var fetched = await _projectors[lease.ObjectType].FetchAsync(lease.ObjectId, cancellationToken);
            await database.AsSystemAsync(work => WriteAsync(work, lease, fetched, actor), cancellationToken);
            return new Applied(Succeeded: true, fetched?.Companion);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, e, lease.ObjectType, lease.ObjectId, lease.TenantId, lease.Attempts);
            DateTimeOffset? nextAt = lease.Attempts < MaxAttempts ? Backoff.Next(lease.Attempts, time.GetUtcNow()) : null;
            await database.AsSystemAsync(work => FailAsync(work, lease, e.Message, nextAt), CancellationToken.None);
            if (rethrow)
                throw;
            return new Applied(Succeeded: false, Companion: null);
        }
    }

    // The events keep the reason, so that whoever replays them knows what to mend first.
    private async Task FailAsync(Work work, ObjectSyncLease lease, string error, DateTimeOffset? nextAt)
    {
        if (await objects.FailAsync(work, lease, error, nextAt) == 1)
            await inbox.MarkFailedAsync(work, lease.ObjectType, lease.ObjectId, lease.DirtySeq, error, givenUp: nextAt is null);
    }

    private async Task WriteAsync(Work work, ObjectSyncLease lease, IFetchedObject? fetched, string actor)
    {
        var now = time.GetUtcNow();
        if (!await objects.PassFenceAsync(work, lease))
            return;
        var tenantId = fetched?.TenantId ?? lease.TenantId;
        if (fetched is not null && tenantId is { } owner)
            await fetched.ProjectAsync(work, new ProjectionContext(owner, actor, now, TraceId: null));
        await inbox.MarkAppliedAsync(work, lease.ObjectType, lease.ObjectId, lease.DirtySeq, tenantId, now);
        await objects.CompleteAsync(work, lease, tenantId, now);
    }

    private readonly record struct Applied(bool Succeeded, (string ObjectType, string ObjectId)? Companion);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Syncing {ObjectType} {ObjectId} of tenant {TenantId} failed at attempt {Attempt}")]
        public static partial void Failed(ILogger logger, Exception exception, string objectType, string objectId, Guid? tenantId, int attempt);
    }
}
