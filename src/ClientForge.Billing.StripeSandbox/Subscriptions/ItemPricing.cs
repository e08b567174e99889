using System.Globalization;
using ClientForge.Billing.StripeSandbox.Catalog;
using ClientForge.Billing.StripeSandbox.Rules;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>Reads a price as the rules need it.</summary>
internal static class ItemPricing
{
    public static bool IsMetered(Price price) => price.Recurring?.UsageType == "metered";

    /// <summary>How often the price bills.</summary>
    /// <exception cref="InvalidOperationException">The price is not recurring.</exception>
    public static BillingInterval Interval(Price price)
    {
        var recurring = price.Recurring ?? throw new InvalidOperationException($"Price {price.Id} is not recurring.");
        return BillingInterval.Of(recurring.Interval, checked((int)recurring.IntervalCount));
    }

    public static PriceTerms Terms(Price price) => new()
    {
        UnitAmount = Decimal(price.UnitAmountDecimal),
        Tiers = [.. (price.Tiers ?? []).Select(tier => new PriceTier
        {
            UpTo = tier.UpTo,
            UnitAmount = Decimal(tier.UnitAmountDecimal),
            FlatAmount = Decimal(tier.FlatAmountDecimal),
        })],
        Volume = price.TiersMode == "volume",
        DivideBy = price.TransformQuantity?.DivideBy ?? 1,
        RoundUp = price.TransformQuantity?.Round == "up",
    };

    /// <summary>The full-period amount of a quantity in minor units.</summary>
    public static long Amount(Price price, decimal quantity) => PriceMath.Amount(Terms(price), quantity);

    /// <summary>The full-period amount of a licensed item in minor units, before discounts.</summary>
    public static long ListAmount(SubscriptionItem item) => Amount(item.Price, item.Quantity ?? 0);

    /// <summary><c>$20.00 / month</c>; a tiered price has no single amount and is named by its interval alone.</summary>
    public static string Rate(Price price)
    {
        var interval = Interval(price);
        var amount = price.UnitAmountDecimal is { } unit
            ? Currencies.Format(price.Currency, decimal.Parse(unit, CultureInfo.InvariantCulture))
            : "Tier 1";
        return LineTexts.Rate(amount, interval);
    }

    private static Rational Decimal(string? value) =>
        value is null ? Rational.Zero : Rational.Of(decimal.Parse(value, CultureInfo.InvariantCulture));
}
