using System.Text.Json;
using ClientForge.Billing.Data.Audit;

namespace ClientForge.Billing.Api.Ops;

/// <summary>One change: who made it, of what, before and after.</summary>
public sealed record AuditAnswer
{
    public required Guid Id { get; init; }

    public Guid? TenantId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary><c>user:…</c>, <c>ops:…</c>, <c>service:…</c>, <c>job:…</c>, <c>webhook:…</c> or <c>system</c>.</summary>
    public required string Actor { get; init; }

    public required string Action { get; init; }

    public required string ObjectType { get; init; }

    public required string ObjectId { get; init; }

    /// <summary>The fields that changed, as they were; null when there was nothing.</summary>
    public JsonElement? Before { get; init; }

    /// <summary>The same fields as they became.</summary>
    public JsonElement? After { get; init; }

    public string? Reason { get; init; }

    public string? TraceId { get; init; }

    internal static AuditAnswer From(AuditEntry entry) => new()
    {
        Id = entry.Id,
        TenantId = entry.TenantId,
        At = entry.At,
        Actor = entry.Actor,
        Action = entry.Action,
        ObjectType = entry.ObjectType,
        ObjectId = entry.ObjectId,
        Before = entry.Before?.Read<JsonElement>(),
        After = entry.After?.Read<JsonElement>(),
        Reason = entry.Reason,
        TraceId = entry.TraceId,
    };
}
