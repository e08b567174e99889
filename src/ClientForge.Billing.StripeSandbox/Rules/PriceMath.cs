namespace ClientForge.Billing.StripeSandbox.Rules;

/// <summary>One band of a tiered price; amounts in minor units with decimals, <see cref="UpTo"/> null for the last.</summary>
internal sealed record PriceTier
{
    public required long? UpTo { get; init; }

    public required Rational UnitAmount { get; init; }

    public required Rational FlatAmount { get; init; }
}

/// <summary>How a price turns a quantity into an amount.</summary>
internal sealed record PriceTerms
{
    /// <summary>Minor units with decimals; ignored when there are tiers.</summary>
    public Rational UnitAmount { get; init; }

    public IReadOnlyList<PriceTier> Tiers { get; init; } = [];

    /// <summary>True for <c>tiers_mode=volume</c>, false for graduated.</summary>
    public bool Volume { get; init; }

    /// <summary><c>transform_quantity[divide_by]</c>; 1 when there is none.</summary>
    public long DivideBy { get; init; } = 1;

    public bool RoundUp { get; init; }
}

/// <summary>The amount of a quantity at a price: computed exactly, rounded once per line.</summary>
internal static class PriceMath
{
    /// <summary>The line amount in minor units. A negative quantity (usage that was taken back) counts as zero.</summary>
    /// <exception cref="OverflowException">The amount does not fit 64 bits.</exception>
    public static long Amount(PriceTerms price, decimal quantity) =>
        ExactAmount(price, Math.Max(0, quantity)).RoundHalfAwayFromZero();

    private static Rational ExactAmount(PriceTerms price, decimal quantity)
    {
        if (price.Tiers.Count > 0)
            return price.Volume ? VolumeAmount(price.Tiers, quantity) : GraduatedAmount(price.Tiers, quantity);
        if (price.DivideBy == 1)
            return price.UnitAmount * Rational.Of(quantity);
        var packages = Rational.Of(quantity) / Rational.Of(price.DivideBy);
        return price.UnitAmount * Rational.Of(price.RoundUp ? packages.Ceiling() : packages.Floor());
    }

    /// <summary>
    /// Each unit is priced in its own band and the flat amount of every band reached is added. A quantity of zero reaches the first
    /// band: Stripe bills its flat amount even without usage.
    /// </summary>
    private static Rational GraduatedAmount(IReadOnlyList<PriceTier> tiers, decimal quantity)
    {
        var total = Rational.Zero;
        var from = 0m;
        foreach (var tier in tiers)
        {
            if (from > 0 && quantity <= from)
                break;
            var upTo = tier.UpTo is { } limit ? Math.Min(limit, quantity) : quantity;
            total += Rational.Of(upTo - from) * tier.UnitAmount + tier.FlatAmount;
            from = tier.UpTo ?? upTo;
        }
        return total;
    }

    private static Rational VolumeAmount(IReadOnlyList<PriceTier> tiers, decimal quantity)
    {
        var tier = tiers.FirstOrDefault(candidate => candidate.UpTo is null || quantity <= candidate.UpTo) ?? tiers[^1];
        return Rational.Of(quantity) * tier.UnitAmount + tier.FlatAmount;
    }
}
