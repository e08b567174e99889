using System.Text.Json.Serialization;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Catalog;

/// <summary>What a product costs. Amounts in minor units of <see cref="Currency"/>.</summary>
internal sealed record Price : StripeObject
{
    public override string Object => "price";

    public bool Active { get; init; } = true;

    /// <summary><c>per_unit</c> or <c>tiered</c>.</summary>
    public required string BillingScheme { get; init; }

    public required long Created { get; init; }

    public required string Currency { get; init; }

    public CustomUnitAmount? CustomUnitAmount { get; init; }

    public bool Livemode { get; init; }

    public string? LookupKey { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public string? Nickname { get; init; }

    [Expandable("product")]
    public required string Product { get; init; }

    public PriceRecurring? Recurring { get; init; }

    /// <summary><c>inclusive</c>, <c>exclusive</c> or <c>unspecified</c>.</summary>
    public required string TaxBehavior { get; init; }

    /// <summary><c>graduated</c> or <c>volume</c>.</summary>
    public string? TiersMode { get; init; }

    public TransformQuantity? TransformQuantity { get; init; }

    /// <summary><c>one_time</c> or <c>recurring</c>.</summary>
    public string Type => Recurring is null ? "one_time" : "recurring";

    /// <summary>Null when the price has tiers or a fraction of a minor unit.</summary>
    public long? UnitAmount { get; init; }

    /// <summary>Decimal text in minor units; null when the price has tiers.</summary>
    public string? UnitAmountDecimal { get; init; }

    /// <summary>Shown only when expanded; null unless <see cref="BillingScheme"/> is tiered.</summary>
    [Internal, JsonPropertyName("_tiers")]
    public IReadOnlyList<Tier>? Tiers { get; init; }

    /// <summary>Shown only when expanded: amounts in other currencies.</summary>
    [Internal, JsonPropertyName("_currency_options")]
    public IReadOnlyDictionary<string, CurrencyOption>? CurrencyOptions { get; init; }
}

internal sealed record PriceRecurring
{
    /// <summary><c>day</c>, <c>week</c>, <c>month</c> or <c>year</c>.</summary>
    public required string Interval { get; init; }

    public required long IntervalCount { get; init; }

    public string? Meter { get; init; }

    public long? TrialPeriodDays { get; init; }

    /// <summary><c>licensed</c> or <c>metered</c>.</summary>
    public required string UsageType { get; init; }
}

/// <summary>A band of quantities; <c>UpTo</c> is its last unit, null in the last band.</summary>
internal sealed record Tier(long? FlatAmount, string? FlatAmountDecimal, long? UnitAmount, string? UnitAmountDecimal, long? UpTo);

internal sealed record TransformQuantity(long DivideBy, string Round);

internal sealed record CustomUnitAmount(long? Maximum, long? Minimum, long? Preset);

internal sealed record CurrencyOption(
    CustomUnitAmount? CustomUnitAmount, string TaxBehavior, long? UnitAmount, string? UnitAmountDecimal);

/// <summary>The legacy face of a recurring price, as subscriptions still echo it.</summary>
internal sealed record Plan : StripeObject
{
    public override string Object => "plan";

    public bool Active { get; init; }

    public long? Amount { get; init; }

    public string? AmountDecimal { get; init; }

    public required string BillingScheme { get; init; }

    public required long Created { get; init; }

    public required string Currency { get; init; }

    public required string Interval { get; init; }

    public required long IntervalCount { get; init; }

    public bool Livemode { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public string? Meter { get; init; }

    public string? Nickname { get; init; }

    [Expandable("product")]
    public required string Product { get; init; }

    public string? TiersMode { get; init; }

    public TransformQuantity? TransformUsage { get; init; }

    public long? TrialPeriodDays { get; init; }

    public required string UsageType { get; init; }

    /// <summary>The plan a recurring price is shown as.</summary>
    public static Plan Of(Price price) => new()
    {
        Id = price.Id,
        Active = price.Active,
        Amount = price.UnitAmount,
        AmountDecimal = price.UnitAmountDecimal,
        BillingScheme = price.BillingScheme,
        Created = price.Created,
        Currency = price.Currency,
        Interval = price.Recurring!.Interval,
        IntervalCount = price.Recurring.IntervalCount,
        Metadata = price.Metadata,
        Meter = price.Recurring.Meter,
        Nickname = price.Nickname,
        Product = price.Product,
        TiersMode = price.TiersMode,
        TransformUsage = price.TransformQuantity,
        TrialPeriodDays = price.Recurring.TrialPeriodDays,
        UsageType = price.Recurring.UsageType,
    };
}
