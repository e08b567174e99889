namespace ClientForge.Billing.Data.Usage;

/// <summary>What is told to a Stripe meter: the change of an hour or the value of a period, revision by revision.</summary>
public sealed record UsageReportItemRow
{
    public required Guid TenantId { get; init; }

    public required Guid Id { get; init; }

    public required string MetricName { get; init; }

    /// <summary>The Stripe meter's name for the metric's events.</summary>
    public required string EventName { get; init; }

    public string? StripeMeterId { get; init; }

    public required string Aggregation { get; init; }

    /// <summary>Where the hour, or the period, begins, UTC.</summary>
    public required DateTimeOffset Bucket { get; init; }

    public required int Revision { get; init; }

    /// <summary>The meter event's identifier; made of what is reported, so that it is the same on every try.</summary>
    public required string Identifier { get; init; }

    /// <summary>Six decimals at most.</summary>
    public required decimal Quantity { get; init; }

    public required DateTimeOffset EventTime { get; init; }

    public required DateTimeOffset PeriodStart { get; init; }

    public required DateTimeOffset PeriodEnd { get; init; }

    /// <summary><c>staged</c>, <c>confirmed</c> or <c>failed</c>.</summary>
    public required string State { get; init; }
}

/// <summary>A counter that changed since it was last reported.</summary>
public sealed record UnreportedUsageRow
{
    public required string MetricName { get; init; }

    public required string Aggregation { get; init; }

    /// <summary><c>hour</c> or <c>period</c>.</summary>
    public required string Span { get; init; }

    public required DateTimeOffset PeriodStart { get; init; }

    public required DateTimeOffset PeriodEnd { get; init; }

    public required DateTimeOffset Bucket { get; init; }

    public required decimal Total { get; init; }

    public required long LastQuantity { get; init; }

    public required DateTimeOffset LastAt { get; init; }
}

/// <summary>What of a counter has been reported, or is about to be; failed reports do not count.</summary>
public sealed record ReportedUsageRow
{
    public required string MetricName { get; init; }

    public required DateTimeOffset PeriodStart { get; init; }

    public required DateTimeOffset Bucket { get; init; }

    public required decimal Total { get; init; }

    /// <summary>Of the newest revision that did not fail; null when all did.</summary>
    public decimal? Newest { get; init; }

    public required int Revisions { get; init; }
}
