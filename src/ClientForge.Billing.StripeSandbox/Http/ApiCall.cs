namespace ClientForge.Billing.StripeSandbox.Http;

/// <summary>A request as it came over the wire.</summary>
internal sealed record ApiCall
{
    public required string Method { get; init; }

    /// <summary>Scheme and host the caller used.</summary>
    public required string Origin { get; init; }

    /// <summary>Path as sent, without query.</summary>
    public required string Path { get; init; }

    /// <summary>Query and body in form encoding.</summary>
    public required IReadOnlyList<string> Encoded { get; init; }

    public required string RequestId { get; init; }

    public string? IdempotencyKey { get; init; }
}

/// <summary>What goes back: status, JSON, headers that depend on the outcome.</summary>
internal sealed record ApiAnswer(int Status, byte[] Body)
{
    public bool Replayed { get; init; }

    /// <summary>Id of the request that first used the idempotency key.</summary>
    public string? OriginalRequest { get; init; }

    public bool? ShouldRetry { get; init; }

    public string? RateLimitedReason { get; init; }

    /// <summary>The outcome belongs to the idempotency key for good.</summary>
    public bool IsFinal { get; init; }
}
