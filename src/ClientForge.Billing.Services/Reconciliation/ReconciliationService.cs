using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Reconciliation;
using ClientForge.Billing.Data.Webhooks;
using ClientForge.Billing.Services.Audit;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Services.Reconciliation;

/// <summary>Findings as the console handles them, and the figures above them.</summary>
public sealed class ReconciliationService(
    Database database,
    ReconciliationRepository mirror,
    FindingRepository findings,
    ObjectSyncRepository objects,
    AuditTrail audit,
    TimeProvider time)
{
    /// <summary>A live object that was read within this time counts as compared.</summary>
    internal static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    public Task<ReconcileFigures> GetFiguresAsync(CancellationToken cancellationToken) =>
        database.AsSystemAsync(work => mirror.GetFiguresAsync(work, time.GetUtcNow() - Fresh), cancellationToken);

    /// <summary>Findings, newest first, after the finding <paramref name="after"/>; <paramref name="open"/> null takes both.</summary>
    public Task<IReadOnlyList<FindingRow>> ListAsync(bool? open, Guid? after, int limit, CancellationToken cancellationToken) =>
        database.AsSystemAsync(work => findings.ListAsync(work, open, after, limit), cancellationToken);

    /// <summary>
    /// Resolves a finding by a person's judgement; one about a mirrored object also has that object read again.
    /// </summary>
    /// <exception cref="BillingException">404 <c>finding_not_found</c>; 409 <c>finding_resolved</c>.</exception>
    public Task<FindingRow> HealAsync(Guid findingId, string reason, string actor, CancellationToken cancellationToken) => database.AsSystemAsync(
        async work =>
        {
            var finding = await findings.FindAsync(work, findingId)
                ?? throw BillingException.NotFound("finding_not_found", "There is no such finding.");
            var now = time.GetUtcNow();
            if (!await findings.ResolveAsync(work, findingId, reason, now))
                throw BillingException.Conflict("finding_resolved", "The finding was resolved already.");
            if (await mirror.FindStripeObjectAsync(work, finding.ObjectType, finding.ObjectId) is { } stripeId)
                await objects.MarkDirtyAsync(work, finding.ObjectType, stripeId, finding.TenantId, now);
            await audit.AppendAsync(work, new AuditedChange
            {
                TenantId = finding.TenantId,
                Actor = actor,
                Action = "finding.resolved",
                ObjectType = "finding",
                ObjectId = findingId.ToString(),
                Before = new { finding.Kind, finding.ObjectType, finding.ObjectId },
                Reason = reason,
            });
            return (await findings.FindAsync(work, findingId))!;
        },
        cancellationToken);
}
