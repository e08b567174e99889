namespace ClientForge.Billing.Services.Usage;

/// <summary>A usage event as a caller reports it, its values readable.</summary>
public sealed record UsageEvent
{
    public required string Metric { get; init; }

    public required long Quantity { get; init; }

    /// <summary>The caller's; one is made when it is missing.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>When the usage happened; now when the caller does not say.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>What filters and <c>unique</c> look at, as texts in the order of their names; null when there are none.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Properties { get; init; }
}

/// <summary>Why one event of a call was not taken.</summary>
/// <param name="Index">Its place in the call.</param>
/// <param name="Code">Stable, snake_case.</param>
/// <param name="Detail">For people.</param>
public sealed record UsageRejection(int Index, string Code, string Detail);

/// <summary>The key that was made for an event without one.</summary>
/// <param name="Index">The event's place in the call.</param>
/// <param name="IdempotencyKey">To repeat the event with.</param>
public sealed record MadeUsageKey(int Index, string IdempotencyKey);

/// <summary>What became of a call's events. All that is counted as accepted is durable.</summary>
public sealed record UsageReceipt
{
    public required int Accepted { get; init; }

    public required int Duplicates { get; init; }

    public IReadOnlyList<UsageRejection> Rejected { get; init; } = [];

    public IReadOnlyList<MadeUsageKey> MadeKeys { get; init; } = [];
}

/// <summary>A call's events of one tenant, each with its place in the caller's list.</summary>
public sealed record UsageCall(Guid TenantId, IReadOnlyList<(int Index, UsageEvent Event)> Events);

/// <summary>A metric's usage over a span, and what it costs by the plan.</summary>
public sealed record UsageSummary
{
    public required string Metric { get; init; }

    public required string Unit { get; init; }

    public required string Aggregation { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required decimal Total { get; init; }

    public required long Included { get; init; }

    public decimal Remaining => Math.Max(0, Included - Total);

    public decimal Overage => Math.Max(0, Total - Included);

    /// <summary>Minor units of <see cref="Currency"/>.</summary>
    public required long OverageAmount { get; init; }

    /// <summary>What the total will be at the span's end if it goes on as it went so far.</summary>
    public required decimal ProjectedTotal { get; init; }

    /// <summary>What that overage will cost, minor units of <see cref="Currency"/>.</summary>
    public required long ProjectedAmount { get; init; }

    public required string Currency { get; init; }

    /// <summary>Events that came after their own period had been invoiced.</summary>
    public required long LateEvents { get; init; }

    /// <summary>Empty unless it was asked for.</summary>
    public IReadOnlyList<UsagePoint> Series { get; init; } = [];

    /// <summary>What people added or took back.</summary>
    public IReadOnlyList<UsageCorrection> Corrections { get; init; } = [];
}

public sealed record UsagePoint(DateTimeOffset Start, decimal Value);

/// <summary>Usage that a person added or took back.</summary>
/// <param name="Id">The correction's id.</param>
/// <param name="Kind"><c>adjustment</c> or <c>cancellation</c>.</param>
/// <param name="Metric">The metric it changed.</param>
/// <param name="Quantity">What it changed the usage by.</param>
/// <param name="PeriodStart">The billing period it counts in.</param>
/// <param name="IdempotencyKey">Of the event that was added or canceled.</param>
/// <param name="Reason">The person's.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record UsageCorrection(
    Guid Id, string Kind, string Metric, long Quantity, DateTimeOffset PeriodStart, string IdempotencyKey, string Reason, DateTimeOffset CreatedAt);
