using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Reconciliation;
using ClientForge.Billing.Services.Jobs;
using ClientForge.Billing.Services.Webhooks;
using Microsoft.Extensions.Logging;

namespace ClientForge.Billing.Services.Reconciliation;

/// <summary>
/// Compares the mirror with Stripe, the longest unread objects first: reads each again under its lease and files what turned
/// out to be different without a hint of it.
/// </summary>
public sealed partial class ReconciliationRun(
    Database database,
    ReconciliationRepository mirror,
    FindingRepository findings,
    ObjectSync sync,
    TimeProvider time,
    ILogger<ReconciliationRun> logger)
{
    /// <summary>The mirror had missed a change; reading again has healed it.</summary>
    public const string DriftKind = "projection_drift";

    /// <summary>Reads to Stripe in one run, so that a large mirror does not use up the account's rate.</summary>
    private const int Budget = 100;

    private const string Actor = "job:reconciliation";

    /// <summary>Compares objects that were not read within <paramref name="fresh"/>.</summary>
    public async Task<JobReport> RunAsync(TimeSpan fresh, CancellationToken cancellationToken)
    {
        var due = await database.AsSystemAsync(work => mirror.ListDueAsync(work, time.GetUtcNow() - fresh, Budget), cancellationToken);
        int done = 0, failed = 0;
        foreach (var candidate in due)
        {
            if (await CompareAsync(candidate, cancellationToken))
                done++;
            else
                failed++;
        }

        return new JobReport(done, failed);
    }

    private async Task<bool> CompareAsync(ReconcileCandidate candidate, CancellationToken cancellationToken)
    {
        var (stored, hinted) = await database.AsSystemAsync(
            async work => (await mirror.SnapshotAsync(work, candidate), await mirror.IsDirtyAsync(work, candidate)), cancellationToken);
        try
        {
            await sync.SyncAsync(candidate.ObjectType, candidate.ObjectId, candidate.TenantId, Actor, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, e, candidate.ObjectType, candidate.ObjectId, candidate.TenantId);
            return false;
        }

        if (!hinted)
            await database.AsSystemAsync(work => FileDriftAsync(work, candidate, stored), cancellationToken);
        return true;
    }

    private async Task FileDriftAsync(Work work, ReconcileCandidate candidate, Json? stored)
    {
        var read = await mirror.SnapshotAsync(work, candidate);
        if (read == stored)
            return;
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await findings.FileAsync(work, new FindingRow
        {
            TenantId = candidate.TenantId,
            Id = id,
            Kind = DriftKind,
            ObjectType = candidate.ObjectType,
            ObjectId = candidate.ObjectId,
            Expected = read,
            Actual = stored,
            Policy = "auto_fix",
            FirstSeen = now,
        });
        await findings.ResolveAsync(work, id, "read again", now);
        Log.Drifted(logger, candidate.ObjectType, candidate.ObjectId, candidate.TenantId);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The mirror of {ObjectType} {ObjectId} of tenant {TenantId} had missed a change")]
        public static partial void Drifted(ILogger logger, string objectType, string objectId, Guid tenantId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{ObjectType} {ObjectId} of tenant {TenantId} could not be compared")]
        public static partial void Failed(ILogger logger, Exception exception, string objectType, string objectId, Guid tenantId);
    }
}
