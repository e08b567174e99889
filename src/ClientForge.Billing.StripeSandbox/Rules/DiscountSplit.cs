namespace ClientForge.Billing.StripeSandbox.Rules;

/// <summary>What a discount takes off, in the currency of the lines it is applied to.</summary>
internal sealed record DiscountTerms
{
    /// <summary>0 &lt; x ≤ 100; exactly one of this and <see cref="AmountOff"/> is set.</summary>
    public decimal? PercentOff { get; init; }

    /// <summary>Minor units.</summary>
    public long? AmountOff { get; init; }

    /// <summary>The products it is limited to (<c>applies_to[products]</c>); null for all.</summary>
    public IReadOnlySet<string>? Products { get; init; }
}

/// <summary>A line as a discount sees it; <paramref name="Amount"/> in minor units.</summary>
internal readonly record struct DiscountableLine(long Amount, string? Product, bool Discountable);

/// <summary>
/// Spreads discounts over lines. Percentages are rounded per line; an amount is shared in proportion to what is left of each line,
/// rounded down, and the rest goes to the last one, so the shares always sum to the whole (500 over 1000 and 2000 → 166 and 334).
/// No line falls below zero.
/// </summary>
internal static class DiscountSplit
{
    /// <summary>Minor units taken off, by line and then by discount; discounts apply one after the other in their order.</summary>
    public static long[][] Split(IReadOnlyList<DiscountableLine> lines, IReadOnlyList<DiscountTerms> discounts)
    {
        var taken = lines.Select(_ => new long[discounts.Count]).ToArray();
        var left = lines.Select(line => line.Discountable ? Math.Max(0, line.Amount) : 0).ToArray();
        for (var d = 0; d < discounts.Count; d++)
        {
            var shares = Shares(discounts[d], lines, left);
            for (var i = 0; i < left.Length; i++)
            {
                taken[i][d] = shares[i];
                left[i] -= shares[i];
            }
        }
        return taken;
    }

    private static long[] Shares(DiscountTerms discount, IReadOnlyList<DiscountableLine> lines, long[] left)
    {
        var eligible = left.Select((amount, i) => AppliesTo(discount, lines[i]) ? amount : 0).ToArray();
        return discount.PercentOff is { } percent
            ? [.. eligible.Select(amount => (Rational.Of(amount) * Rational.Of(percent / 100m)).RoundHalfAwayFromZero())]
            : AmountShares(discount.AmountOff ?? 0, eligible);
    }

    private static long[] AmountShares(long amountOff, long[] eligible)
    {
        var total = eligible.Aggregate(0L, (sum, amount) => checked(sum + amount));
        var off = Math.Min(amountOff, total);
        var shares = new long[eligible.Length];
        if (off <= 0)
            return shares;
        for (var i = 0; i < eligible.Length; i++)
            shares[i] = (Rational.Of(eligible[i]) * Rational.Of(off, total)).Floor();
        var rest = off - shares.Sum();
        // From the last line backwards: a last line too small for the rest passes it on.
        for (var i = eligible.Length - 1; rest > 0; i--)
        {
            var extra = Math.Min(rest, eligible[i] - shares[i]);
            shares[i] += extra;
            rest -= extra;
        }
        return shares;
    }

    private static bool AppliesTo(DiscountTerms discount, DiscountableLine line) =>
        discount.Products is null || (line.Product is { } product && discount.Products.Contains(product));
}
