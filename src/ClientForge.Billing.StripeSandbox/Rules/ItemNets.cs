namespace ClientForge.Billing.StripeSandbox.Rules;

/// <summary>A subscription item's list amount in minor units with its own discounts.</summary>
internal readonly record struct PricedItem(long Amount, string? Product, IReadOnlyList<DiscountTerms> Discounts);

/// <summary>
/// What each item of a subscription is worth after discounts: what a proration is computed from. Flexible billing shares an amount
/// over all items; classic billing charges the whole coupon against the one item.
/// </summary>
internal static class ItemNets
{
    public static long[] Of(IReadOnlyList<PricedItem> items, IReadOnlyList<DiscountTerms> subscription, bool flexible)
    {
        var own = items.Select(item => item.Amount - DiscountSplit.Split([Line(item, item.Amount)], item.Discounts)[0].Sum()).ToArray();
        if (subscription.Count == 0)
            return own;
        var lines = items.Select((item, i) => Line(item, own[i])).ToArray();
        var taken = flexible
            ? DiscountSplit.Split(lines, subscription)
            : [.. lines.Select(line => DiscountSplit.Split([line], subscription)[0])];
        return [.. own.Select((amount, i) => amount - taken[i].Sum())];
    }

    private static DiscountableLine Line(PricedItem item, long amount) => new(amount, item.Product, true);
}
