using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Reconciliation;
using ClientForge.Billing.Services.Jobs;

namespace ClientForge.Billing.Services.Reconciliation;

/// <summary>Proves the invariants over the stored data and files what breaks one.</summary>
internal sealed class InvariantsJob(Database database, InvariantRepository invariants, FindingRepository findings, TimeProvider time) : IRecurringJob
{
    public string Name => "invariants";

    public string Description => "Proves what must always hold of the stored data, and files what does not.";

    public string Schedule => "50 7 * * * ?";

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken)
    {
        var violations = 0;
        foreach (var invariant in Invariant.All)
            violations += await database.AsSystemAsync(work => CheckAsync(work, invariant), cancellationToken);
        return new JobReport(Invariant.All.Count, violations);
    }

    // Violations cannot be foreseen; the development clock does not stop for them.
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => Task.FromResult<DateTimeOffset?>(null);

    private async Task<int> CheckAsync(Work work, Invariant invariant)
    {
        var now = time.GetUtcNow();
        var kind = $"invariant:{invariant.Name}";
        var violations = await invariants.CheckAsync(work, invariant, now);
        foreach (var violation in violations)
        {
            await findings.FileAsync(work, new FindingRow
            {
                TenantId = violation.TenantId,
                Id = Guid.CreateVersion7(now),
                Kind = kind,
                ObjectType = violation.ObjectType,
                ObjectId = violation.ObjectId,
                Expected = Json.From(invariant.Meaning),
                Actual = Json.From(violation.Detail),
                Policy = "hold",
                FirstSeen = now,
            });
        }

        await findings.ResolveUnseenAsync(work, kind, [.. violations.Select(violation => violation.ObjectId)], "no longer so", now);
        return violations.Count;
    }
}
