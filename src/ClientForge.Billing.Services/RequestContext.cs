namespace ClientForge.Billing.Services;

/// <summary>On whose behalf a command runs: what audit rows, logs and natural keys carry.</summary>
public sealed record RequestContext
{
    public required Guid TenantId { get; init; }

    /// <summary><c>user:…</c>, <c>ops:…</c>, <c>service:…</c>, <c>job:…</c>, <c>webhook:…</c> or <c>system</c>.</summary>
    public required string Actor { get; init; }

    public string? TraceId { get; init; }

    /// <summary>
    /// What makes a repeated command the same decision: derived from the caller's <c>Idempotency-Key</c> where there is one,
    /// new for each request otherwise.
    /// </summary>
    public required string OperationKey { get; init; }

    /// <summary>What a person gave as the reason, for commands of the ops console.</summary>
    public string? Reason { get; init; }
}
