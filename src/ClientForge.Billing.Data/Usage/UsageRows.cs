using System.Numerics;

namespace ClientForge.Billing.Data.Usage;

/// <summary>One usage event as it is stored, with the period of the subscription that it counts in.</summary>
public sealed record UsageRecordRow
{
    public required Guid TenantId { get; init; }

    /// <summary>Made of <see cref="IdempotencyKey"/>.</summary>
    public required Guid Id { get; init; }

    public required Guid SubscriptionId { get; init; }

    /// <summary>The metric that counts it.</summary>
    public required string MetricName { get; init; }

    public required long Quantity { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>When it counts: later than it happened only for a late event that the current period takes.</summary>
    public required DateTimeOffset CountedAt { get; init; }

    /// <summary>The caller's; unique within the tenant for ever.</summary>
    public required string IdempotencyKey { get; init; }

    public required DateTimeOffset BillingPeriodStart { get; init; }

    public required DateTimeOffset BillingPeriodEnd { get; init; }

    /// <summary>A hash of what the event says, its time left out.</summary>
    public required long Content { get; init; }

    /// <summary>A hash of the property whose different values are counted.</summary>
    public Guid? ValueId { get; init; }

    /// <summary>A JSON object of texts.</summary>
    public string? Properties { get; init; }

    /// <summary>It came after its own period was invoiced.</summary>
    public required bool Late { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What a key stands for.</summary>
public sealed record UsageKeyRow
{
    public required Guid TenantId { get; init; }

    public required Guid Id { get; init; }

    /// <summary>Zero for events that were recorded before contents were kept.</summary>
    public required long Content { get; init; }

    public required DateTimeOffset Timestamp { get; init; }
}

/// <summary>What of a subscription decides where usage counts.</summary>
public sealed record UsageSubscriptionRow
{
    public required Guid TenantId { get; init; }

    public required Guid Id { get; init; }

    /// <summary>Stripe's word.</summary>
    public required string Status { get; init; }

    /// <summary><c>month</c> or <c>year</c>.</summary>
    public required string Interval { get; init; }

    public required DateTimeOffset CurrentPeriodStart { get; init; }

    public required DateTimeOffset CurrentPeriodEnd { get; init; }

    public required DateTimeOffset BillingCycleAnchor { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public DateTimeOffset? TrialStart { get; init; }

    public DateTimeOffset? TrialEnd { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary><c>active</c>, <c>past_due</c> or <c>suspended</c>.</summary>
    public required string AccountStatus { get; init; }
}

/// <summary>Which counter: an hour or a period of a tenant's metric.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="MetricName">The metric that counts.</param>
/// <param name="Span"><c>hour</c> or <c>period</c>.</param>
/// <param name="PeriodStart">Where the billing period begins.</param>
/// <param name="Bucket">Where the hour or the period begins.</param>
public readonly record struct UsageCounterKey(Guid TenantId, string MetricName, string Span, DateTimeOffset PeriodStart, DateTimeOffset Bucket);

/// <summary>What a batch adds to one counter.</summary>
public sealed record UsageCounterDelta
{
    public required UsageCounterKey Key { get; init; }

    public required DateTimeOffset PeriodEnd { get; init; }

    public required long Events { get; init; }

    public required long LateEvents { get; init; }

    public required long Total { get; init; }

    /// <summary>Quantities times the microseconds since the bucket began.</summary>
    public required BigInteger Moment { get; init; }

    public required long Peak { get; init; }

    public required long LastQuantity { get; init; }

    public required DateTimeOffset LastAt { get; init; }

    public required DateTimeOffset LastCreatedAt { get; init; }

    /// <summary>Values that the bucket had not seen before.</summary>
    public long DistinctValues { get; init; }
}

/// <summary>A value of a metric's property, seen in a bucket.</summary>
public readonly record struct UsageUniqueKey(UsageCounterKey Counter, Guid ValueId);

/// <summary>One metric's counters over a span, merged; which column is its value depends on its aggregation.</summary>
public sealed record UsageTotalsRow
{
    public required string MetricName { get; init; }

    /// <summary>Where the span begins, UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    public required long Events { get; init; }

    public required long LateEvents { get; init; }

    public required decimal Total { get; init; }

    public required long Peak { get; init; }

    public required long LastQuantity { get; init; }

    public required DateTimeOffset LastAt { get; init; }

    public required long DistinctValues { get; init; }

    /// <summary>The level's integral over the span's remainder, in unit-microseconds, what was there before left out.</summary>
    public required decimal Area { get; init; }
}
