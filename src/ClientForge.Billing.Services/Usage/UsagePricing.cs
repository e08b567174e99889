using System.Globalization;
using ClientForge.Billing.Data.Plans;

namespace ClientForge.Billing.Services.Usage;

/// <summary>What usage above the included quantity costs: graduated tiers counted from the first unit above it.</summary>
public static class UsagePricing
{
    /// <param name="overage">Units above the included quantity, at least zero.</param>
    /// <param name="meter">The plan's price for the metric.</param>
    /// <returns>Minor units, rounded half away from zero once at the end.</returns>
    public static long Amount(decimal overage, PlanMeterRow meter)
    {
        if (overage <= 0)
            return 0;
        var amount = meter.UnitAmountDecimal is { } unitAmount ? overage * unitAmount : Graduated(overage, meter.Tiers!.Read<MeterTier[]>());
        return (long)Math.Round(amount, MidpointRounding.AwayFromZero);
    }

    private static decimal Graduated(decimal overage, MeterTier[] tiers)
    {
        decimal amount = 0, reached = 0;
        foreach (var tier in tiers)
        {
            if (overage <= reached)
                break;
            var upTo = tier.UpTo is { } limit ? Math.Min(overage, limit) : overage;
            amount += ((upTo - reached) * decimal.Parse(tier.UnitAmountDecimal, CultureInfo.InvariantCulture)) + (tier.FlatAmount ?? 0);
            reached = upTo;
        }

        return amount;
    }
}
