using System.Text.Json;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Services.Plans;

namespace ClientForge.Billing.Api.Plans;

/// <summary>A plan. Amounts are minor units.</summary>
public sealed record PlanResponse
{
    public required Guid Id { get; init; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary><c>basic</c>, <c>professional</c> or <c>enterprise</c>.</summary>
    public required string Tier { get; init; }

    public required bool Active { get; init; }

    /// <summary>Rises with each change of its prices; subscribers keep the prices of the version they subscribed to.</summary>
    public required int Version { get; init; }

    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>What the plan allows at most, by <c>users</c>, <c>api_calls_per_month</c> and <c>storage_gb</c>; null is no limit.</summary>
    public required JsonElement Limits { get; init; }

    /// <summary>Days of trial for who subscribes for the first time.</summary>
    public required int TrialDays { get; init; }

    /// <summary>The default currency's come first.</summary>
    public required IReadOnlyList<PlanPriceResponse> Prices { get; init; }

    /// <summary>The default currency's monthly ones come first.</summary>
    public required IReadOnlyList<PlanMeterResponse> Meters { get; init; }

    public static PlanResponse Of(PlanView view) => new()
    {
        Id = view.Plan.Id,
        Code = view.Plan.Code,
        Name = view.Plan.Name,
        Tier = view.Plan.Tier,
        Active = view.Plan.Active,
        Version = view.Plan.Version,
        Features = view.Plan.Features.Read<string[]>(),
        Limits = view.Plan.Limits.Read<JsonElement>(),
        TrialDays = view.Plan.TrialDays,
        Prices = [.. view.Prices.Select(PlanPriceResponse.Of)],
        Meters = [.. view.Meters.Select(meter => PlanMeterResponse.Of(meter, view.Metrics[meter.Metric]))],
    };
}

/// <summary>What a seat costs.</summary>
public sealed record PlanPriceResponse
{
    public required Guid Id { get; init; }

    public required string Currency { get; init; }

    /// <summary><c>month</c> or <c>year</c>.</summary>
    public required string Interval { get; init; }

    /// <summary>Minor units.</summary>
    public required long UnitAmount { get; init; }

    /// <summary>False when the seats do not matter.</summary>
    public required bool PerSeat { get; init; }

    /// <summary>The plan's version with which it came.</summary>
    public required int Version { get; init; }

    public static PlanPriceResponse Of(PlanPriceRow price) => new()
    {
        Id = price.Id,
        Currency = price.Currency,
        Interval = price.Interval,
        UnitAmount = price.UnitAmount,
        PerSeat = price.PerSeat,
        Version = price.Version,
    };
}

/// <summary>What is included of a metric in one period, and what a unit above it costs.</summary>
public sealed record PlanMeterResponse
{
    public required string Metric { get; init; }

    public required string Unit { get; init; }

    public required string Currency { get; init; }

    public required string Interval { get; init; }

    public required long Included { get; init; }

    /// <summary><c>sum</c> or <c>last</c>.</summary>
    public required string Aggregation { get; init; }

    /// <summary>Minor units a unit above <see cref="Included"/>; null when it is a fraction, or there are tiers.</summary>
    public long? UnitAmount { get; init; }

    /// <summary>The same, exactly, as a decimal string; null when there are tiers.</summary>
    public string? UnitAmountDecimal { get; init; }

    /// <summary>Bands above <see cref="Included"/>; each unit costs what its own band says.</summary>
    public IReadOnlyList<MeterTier>? Tiers { get; init; }

    public static PlanMeterResponse Of(PlanMeterRow meter, MetricRow metric) => new()
    {
        Metric = meter.Metric,
        Unit = metric.Unit,
        Currency = meter.Currency,
        Interval = meter.Interval,
        Included = meter.Included,
        Aggregation = metric.Aggregation,
        UnitAmount = meter.UnitAmountDecimal is { } amount && decimal.IsInteger(amount) ? (long)amount : null,
        UnitAmountDecimal = meter.UnitAmountDecimal?.ToString("0.############", System.Globalization.CultureInfo.InvariantCulture),
        Tiers = meter.Tiers?.Read<MeterTier[]>(),
    };
}
