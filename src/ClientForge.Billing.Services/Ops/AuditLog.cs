using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Audit;

namespace ClientForge.Billing.Services.Ops;

/// <summary>The audit log as operators read it.</summary>
public sealed class AuditLog(Database database, AuditRepository audit)
{
    /// <summary>Entries, newest first, after the entry <paramref name="after"/>.</summary>
    public Task<IReadOnlyList<AuditEntry>> ListAsync(AuditFilter filter, Guid? after, int limit, CancellationToken cancellationToken) =>
        database.AsSystemAsync(work => audit.ListAsync(work, filter, after, limit), cancellationToken);
}
