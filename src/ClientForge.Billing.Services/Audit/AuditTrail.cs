using System.Diagnostics;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Audit;

namespace ClientForge.Billing.Services.Audit;

/// <summary>What was done to which object. Before and after hold the fields that are shown, never card data or secrets.</summary>
public sealed record AuditedChange
{
    /// <summary>Null for what belongs to no tenant.</summary>
    public required Guid? TenantId { get; init; }

    /// <summary><c>user:…</c>, <c>ops:…</c>, <c>service:…</c>, <c>job:…</c>, <c>webhook:…</c> or <c>system</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>Dotted, past tense last: <c>account.suspended</c>.</summary>
    public required string Action { get; init; }

    public required string ObjectType { get; init; }

    public required string ObjectId { get; init; }

    /// <summary>Serialised as camelCase json; null when the object did not exist.</summary>
    public object? Before { get; init; }

    /// <summary>Serialised as camelCase json; null when the object is gone.</summary>
    public object? After { get; init; }

    /// <summary>What a person gave as the reason.</summary>
    public string? Reason { get; init; }

    /// <summary>Of the request that caused it; the current activity's when null.</summary>
    public string? TraceId { get; init; }
}

/// <summary>Writes the audit log, in the unit of work of the change itself, so that neither exists without the other.</summary>
public sealed class AuditTrail(AuditRepository audit, TimeProvider time)
{
    /// <summary>The engine's time, for the change that is audited.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    public Task AppendAsync(Work work, AuditedChange change)
    {
        var now = time.GetUtcNow();
        return audit.AppendAsync(work, new AuditEntry
        {
            Id = Guid.CreateVersion7(now),
            TenantId = change.TenantId,
            At = now,
            Actor = change.Actor,
            Action = change.Action,
            ObjectType = change.ObjectType,
            ObjectId = change.ObjectId,
            Before = change.Before is null ? null : Json.From(change.Before),
            After = change.After is null ? null : Json.From(change.After),
            Reason = change.Reason,
            TraceId = change.TraceId ?? Activity.Current?.TraceId.ToString(),
        });
    }
}
