using System.Text.Json.Serialization;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Discounts;

/// <summary>A reduction that can be applied. Amounts in minor units.</summary>
internal sealed record Coupon : StripeObject
{
    public override string Object => "coupon";

    public long? AmountOff { get; init; }

    public required long Created { get; init; }

    public string? Currency { get; init; }

    /// <summary><c>once</c>, <c>repeating</c> or <c>forever</c>.</summary>
    public required string Duration { get; init; }

    public long? DurationInMonths { get; init; }

    public bool Livemode { get; init; }

    public long? MaxRedemptions { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public string? Name { get; init; }

    /// <summary>Above 0, at most 100.</summary>
    public decimal? PercentOff { get; init; }

    /// <summary>Unix seconds of the last redemption.</summary>
    public long? RedeemBy { get; init; }

    public long TimesRedeemed { get; init; }

    /// <summary>Can still be redeemed.</summary>
    public bool Valid { get; init; } = true;

    /// <summary>Shown only when expanded: the products it is limited to.</summary>
    [Internal, JsonPropertyName("_applies_to")]
    public AppliesTo? AppliesTo { get; init; }

    /// <summary>Shown only when expanded: amounts off in other currencies.</summary>
    [Internal, JsonPropertyName("_currency_options")]
    public IReadOnlyDictionary<string, CouponCurrencyOption>? CurrencyOptions { get; init; }

    /// <summary>Deleted: existing discounts go on, it cannot be retrieved or redeemed.</summary>
    [Internal]
    public bool IsDeleted { get; init; }
}

internal sealed record AppliesTo(IReadOnlyList<string> Products);

internal sealed record CouponCurrencyOption(long AmountOff);

/// <summary>A code that customers type to redeem a coupon.</summary>
internal sealed record PromotionCode : StripeObject
{
    public override string Object => "promotion_code";

    public required bool Active { get; init; }

    public required string Code { get; init; }

    public required long Created { get; init; }

    [Expandable("customer")]
    public string? Customer { get; init; }

    public string? CustomerAccount { get; init; }

    public long? ExpiresAt { get; init; }

    public bool Livemode { get; init; }

    public long? MaxRedemptions { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public required PromotionSource Promotion { get; init; }

    public required PromotionRestrictions Restrictions { get; init; }

    public long TimesRedeemed { get; init; }
}

internal sealed record PromotionSource([property: Expandable("coupon")] string Coupon)
{
    public string Type { get; } = "coupon";
}

internal sealed record PromotionRestrictions(bool FirstTimeTransaction, long? MinimumAmount, string? MinimumAmountCurrency);
