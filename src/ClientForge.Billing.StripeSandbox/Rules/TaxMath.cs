namespace ClientForge.Billing.StripeSandbox.Rules;

/// <summary>A tax rate; <paramref name="Percentage"/> in percent with decimals (19, 8.875).</summary>
internal readonly record struct TaxTerms(string Id, decimal Percentage, bool Inclusive);

/// <summary>One rate's tax on one line; amounts in minor units, <paramref name="TaxableAmount"/> without inclusive tax.</summary>
internal readonly record struct LineTax(string RateId, long Amount, bool Inclusive, long TaxableAmount);

/// <summary>
/// Tax of a line by its rates, rounded half up per line and rate; a negative line's tax is the exact opposite of the positive one's.
/// </summary>
internal static class TaxMath
{
    /// <summary>
    /// The taxes on <paramref name="net"/> minor units (after discounts). Inclusive rates are taken out of the amount together,
    /// net − net/(1+r); exclusive ones are added on top of what remains.
    /// </summary>
    public static IReadOnlyList<LineTax> Taxes(long net, IReadOnlyList<TaxTerms> rates)
    {
        if (rates.Count == 0)
            return [];
        var inclusive = rates.Where(rate => rate.Inclusive).Aggregate(0m, (sum, rate) => sum + rate.Percentage);
        var baseAmount = Rational.Of(net) / Rational.Of(1 + inclusive / 100m);
        var taken = rates.Where(rate => rate.Inclusive).Sum(rate => Portion(baseAmount, rate));
        var taxable = net - taken;
        return
        [
            .. rates.Select(rate => new LineTax(
                rate.Id,
                Portion(rate.Inclusive ? baseAmount : Rational.Of(taxable), rate),
                rate.Inclusive,
                taxable)),
        ];
    }

    private static long Portion(Rational amount, TaxTerms rate) =>
        (amount * Rational.Of(rate.Percentage / 100m)).RoundHalfAwayFromZero();
}
