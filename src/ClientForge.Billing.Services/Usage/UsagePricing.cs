using System.Globalization;
using ClientForge.Billing.Data.Plans;

namespace ClientForge.Billing.Services.Usage;

/// <summary>What usage above the included quantity costs; tiers and packages count from the first unit above it.</summary>
public static class UsagePricing
{
    /// <param name="overage">Units above the included quantity; nothing below one costs anything.</param>
    /// <param name="meter">The plan's price for the metric.</param>
    /// <returns>Minor units, rounded half away from zero once at the end.</returns>
    /// <exception cref="OverflowException">The amount does not fit 64 bits.</exception>
    public static long Amount(decimal overage, PlanMeterRow meter)
    {
        if (overage <= 0)
            return 0;
        var amount = PricingOf(meter) switch
        {
            "per_unit" => overage * meter.UnitAmountDecimal!.Value,
            "package" => Math.Ceiling(overage / meter.PackageSize!.Value) * meter.UnitAmountDecimal!.Value,
            "graduated" => Graduated(overage, meter.Tiers!.Read<MeterTier[]>()),
            "volume" => Volume(overage, meter.Tiers!.Read<MeterTier[]>()),
            var other => throw new ArgumentOutOfRangeException(nameof(meter), other, "No such pricing."),
        };
        return checked((long)Math.Round(amount, MidpointRounding.AwayFromZero));
    }

    /// <summary><c>per_unit</c>, <c>graduated</c>, <c>volume</c> or <c>package</c>.</summary>
    public static string PricingOf(PlanMeterRow meter) => meter.Pricing ?? (meter.Tiers is null ? "per_unit" : "graduated");

    /// <summary>Each unit costs what its own band says; the flat amount of every band that is reached is added.</summary>
    private static decimal Graduated(decimal overage, MeterTier[] tiers)
    {
        decimal amount = 0, reached = 0;
        foreach (var tier in tiers)
        {
            if (overage <= reached)
                break;
            var upTo = tier.UpTo is { } limit ? Math.Min(overage, limit) : overage;
            amount += ((upTo - reached) * Price(tier)) + (tier.FlatAmount ?? 0);
            reached = upTo;
        }

        return amount;
    }

    /// <summary>All units cost what the band says that the quantity lies in.</summary>
    private static decimal Volume(decimal overage, MeterTier[] tiers)
    {
        var tier = tiers.FirstOrDefault(candidate => candidate.UpTo is null || overage <= candidate.UpTo) ?? tiers[^1];
        return (overage * Price(tier)) + (tier.FlatAmount ?? 0);
    }

    private static decimal Price(MeterTier tier) => decimal.Parse(tier.UnitAmountDecimal, CultureInfo.InvariantCulture);
}
