namespace ClientForge.Billing.Services.Usage;

/// <summary>A usage event as a caller reports it, its values readable.</summary>
public sealed record UsageEvent
{
    public required string Metric { get; init; }

    public required long Quantity { get; init; }

    /// <summary>The caller's; without one the event cannot be told from a repeated one.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>When the usage happened; now when the caller does not say.</summary>
    public DateTimeOffset? Timestamp { get; init; }
}

/// <summary>Why one event of a call was not taken.</summary>
/// <param name="Index">Its place in the call.</param>
/// <param name="Code">Stable, snake_case.</param>
/// <param name="Detail">For people.</param>
public sealed record UsageRejection(int Index, string Code, string Detail);

/// <summary>What became of a call's events. All that is counted as accepted is durable.</summary>
public sealed record UsageReceipt(int Accepted, int Duplicates, IReadOnlyList<UsageRejection> Rejected);

/// <summary>A metric's usage over a span, and what it costs by the plan.</summary>
public sealed record UsageSummary
{
    public required string Metric { get; init; }

    public required string Unit { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required decimal Total { get; init; }

    public required long Included { get; init; }

    public decimal Remaining => Math.Max(0, Included - Total);

    public decimal Overage => Math.Max(0, Total - Included);

    /// <summary>Minor units of <see cref="Currency"/>.</summary>
    public required long OverageAmount { get; init; }

    public required string Currency { get; init; }

    /// <summary>Empty unless it was asked for.</summary>
    public IReadOnlyList<UsagePoint> Series { get; init; } = [];
}

public sealed record UsagePoint(DateTimeOffset Start, decimal Value);
