namespace ClientForge.Billing.Data.Plans;

/// <summary>A plan of the catalogue. Amounts are minor units of <see cref="Currency"/>, a seat.</summary>
public sealed record PlanRow
{
    public required Guid Id { get; init; }

    /// <summary>Names the plan over its versions.</summary>
    public required string Code { get; init; }

    /// <summary>Rises with each change of its prices; who subscribed before keeps the prices of his version until he is moved.</summary>
    public required int Version { get; init; }

    public string? StripeProductId { get; init; }

    /// <summary>The monthly price in <see cref="Currency"/>.</summary>
    public string? StripePriceId { get; init; }

    public required string Name { get; init; }

    /// <summary><c>basic</c>, <c>professional</c> or <c>enterprise</c>.</summary>
    public required string Tier { get; init; }

    /// <summary>The plan's default currency.</summary>
    public required string Currency { get; init; }

    public required long PriceMonthly { get; init; }

    public required long PriceAnnual { get; init; }

    /// <summary>An array of words.</summary>
    public required Json Features { get; init; }

    /// <summary><see cref="PlanLimits"/>.</summary>
    public required Json Limits { get; init; }

    /// <summary>Days of trial that a subscription starts with.</summary>
    public required int TrialDays { get; init; }

    /// <summary>Whether a paused subscription still grants what the plan grants.</summary>
    public required bool AccessWhenPaused { get; init; }

    public required bool Active { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? ArchivedAt { get; init; }
}

/// <summary>What a plan allows at most; null means no limit.</summary>
public sealed record PlanLimits
{
    /// <summary>Seats of one subscription.</summary>
    public long? Users { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("api_calls_per_month")]
    public long? ApiCallsPerMonth { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("storage_gb")]
    public long? StorageGb { get; init; }
}

/// <summary>What a seat costs in one currency and interval. A changed price is a new row; subscribers keep theirs.</summary>
public sealed record PlanPriceRow
{
    public required Guid Id { get; init; }

    public required Guid PlanId { get; init; }

    public required string Currency { get; init; }

    /// <summary><c>month</c> or <c>year</c>.</summary>
    public required string Interval { get; init; }

    /// <summary>Minor units of <see cref="Currency"/>.</summary>
    public required long UnitAmount { get; init; }

    public required bool PerSeat { get; init; }

    /// <summary>Of the plan, with which the price came.</summary>
    public int Version { get; init; } = 1;

    public string? StripePriceId { get; init; }

    public required bool Active { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What is counted, and how.</summary>
public sealed record MetricRow
{
    public required string Metric { get; init; }

    public required string DisplayName { get; init; }

    public required string Unit { get; init; }

    /// <summary><c>sum</c>, <c>max</c>, <c>last</c>, <c>unique</c> or <c>weighted_sum</c>.</summary>
    public required string Aggregation { get; init; }

    /// <summary>The event property whose different values <c>unique</c> counts.</summary>
    public string? Property { get; init; }

    /// <summary>The metric whose events it counts, those that <see cref="Filter"/> takes; null when it has events of its own.</summary>
    public string? SourceMetric { get; init; }

    /// <summary>An object of arrays: for each property the values that are taken.</summary>
    public Json? Filter { get; init; }

    /// <summary><c>current_period</c>, <c>restate</c> or <c>reject</c>: what becomes of events whose period was invoiced.</summary>
    public string LatePolicy { get; init; } = "reject";

    /// <summary>Days after a period's end in which it can still be restated.</summary>
    public int LockDays { get; init; } = 60;

    /// <summary>Of the Stripe meter.</summary>
    public required string EventName { get; init; }

    public string? StripeMeterId { get; init; }

    public string? StripeProductId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>
/// What a plan includes of a metric in one period and what a unit above it costs: <see cref="UnitAmountDecimal"/> or
/// <see cref="Tiers"/>, never both.
/// </summary>
public sealed record PlanMeterRow
{
    public required Guid Id { get; init; }

    public required Guid PlanId { get; init; }

    public required string Metric { get; init; }

    public required string Currency { get; init; }

    public required string Interval { get; init; }

    public required long Included { get; init; }

    /// <summary>Minor units a unit above <see cref="Included"/>; may be a fraction.</summary>
    public decimal? UnitAmountDecimal { get; init; }

    /// <summary>An array of <see cref="MeterTier"/>.</summary>
    public Json? Tiers { get; init; }

    /// <summary><c>per_unit</c>, <c>graduated</c>, <c>volume</c> or <c>package</c>; null is <c>graduated</c> with tiers, <c>per_unit</c> without.</summary>
    public string? Pricing { get; init; }

    /// <summary>Units of a package, whose price <see cref="UnitAmountDecimal"/> then is; one that is begun is paid in full.</summary>
    public long? PackageSize { get; init; }

    /// <summary><c>soft</c>: above what is included, use goes on and is charged; <c>hard</c>: the entitlement is denied.</summary>
    public string LimitBehavior { get; init; } = "soft";

    /// <summary>Of the plan, with which the price came.</summary>
    public int Version { get; init; } = 1;

    public string? StripePriceId { get; init; }

    public required bool Active { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A band of usage above what is included; each unit costs what its own band says.</summary>
public sealed record MeterTier
{
    /// <summary>Last unit of the band, counted above what is included; null for the last band.</summary>
    public long? UpTo { get; init; }

    /// <summary>Minor units a unit, as a decimal string.</summary>
    public required string UnitAmountDecimal { get; init; }

    /// <summary>Minor units, once when the band is reached.</summary>
    public long? FlatAmount { get; init; }
}
