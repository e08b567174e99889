namespace ClientForge.Billing.Data.Usage;

/// <summary>One usage event, with the period of the subscription that its own time falls into.</summary>
public sealed record UsageRecordRow
{
    public required Guid Id { get; init; }

    public required string MetricName { get; init; }

    public required long Quantity { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The caller's; unique within the tenant for ever.</summary>
    public required string IdempotencyKey { get; init; }

    public required DateTimeOffset BillingPeriodStart { get; init; }

    public required DateTimeOffset BillingPeriodEnd { get; init; }
}

/// <summary>What a key was used for before.</summary>
public sealed record KnownUsageRow
{
    public required string IdempotencyKey { get; init; }

    public required string MetricName { get; init; }

    public required long Quantity { get; init; }

    public required DateTimeOffset Timestamp { get; init; }
}

/// <summary>A value of a metric over some span of time.</summary>
public sealed record UsageBucketRow
{
    public required string MetricName { get; init; }

    /// <summary>Where the span begins, UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The sum, or the last value, by the metric's aggregation.</summary>
    public required decimal Quantity { get; init; }
}

/// <summary>What is told to a Stripe meter: one hour of one metric, revision by revision.</summary>
public sealed record UsageReportItemRow
{
    public required Guid TenantId { get; init; }

    public required Guid Id { get; init; }

    public required string MetricName { get; init; }

    /// <summary>The Stripe meter's name for the metric's events.</summary>
    public required string EventName { get; init; }

    public string? StripeMeterId { get; init; }

    /// <summary><c>sum</c> or <c>last</c>.</summary>
    public required string Aggregation { get; init; }

    /// <summary>The hour, UTC.</summary>
    public required DateTimeOffset Bucket { get; init; }

    public required int Revision { get; init; }

    /// <summary>The meter event's identifier; made of what is reported, so that it is the same on every try.</summary>
    public required string Identifier { get; init; }

    public required long Quantity { get; init; }

    public required DateTimeOffset EventTime { get; init; }

    public required DateTimeOffset PeriodStart { get; init; }

    public required DateTimeOffset PeriodEnd { get; init; }

    /// <summary><c>staged</c>, <c>confirmed</c> or <c>failed</c>.</summary>
    public required string State { get; init; }
}
