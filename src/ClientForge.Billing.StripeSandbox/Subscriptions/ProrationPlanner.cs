using ClientForge.Billing.StripeSandbox.Rules;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>One proration to be written: a credit for time already billed, or a debit for the time that remains.</summary>
internal sealed record PlannedProration
{
    public required SubscriptionItem Item { get; init; }

    /// <summary>Minor units: negative or zero for a credit.</summary>
    public required long Amount { get; init; }

    public required Period Period { get; init; }

    public required long Quantity { get; init; }

    public required bool IsCredit { get; init; }

    /// <summary>What a credit gives back; null for a debit and for a credit by list price.</summary>
    public BilledSpan? Credited { get; init; }
}

/// <summary>
/// Computes the proration lines of a change, per second. A change of an item is one whole credit and one whole debit, never their
/// difference. Flexible billing credits what was debited; classic billing credits the list price less the current discounts.
/// </summary>
/// <param name="Flexible">The subscription's billing mode.</param>
/// <param name="At">The proration date, Unix seconds.</param>
/// <param name="BilledNet">The net amount in minor units that a span was billed at; 0 when its invoice was voided or deleted.</param>
internal sealed record ProrationPlanner(bool Flexible, long At, Func<BilledSpan, long> BilledNet)
{
    /// <summary>Credits for everything of the item that was billed beyond the proration date.</summary>
    /// <param name="item">The item before the change.</param>
    /// <param name="net">Its full-period amount less discounts, for classic billing.</param>
    public IEnumerable<PlannedProration> Credits(SubscriptionItem item, long net)
    {
        if (Flexible)
            return item.Billed.Where(span => span.Until > At).Select(span => Credit(item, span));
        var left = Proration.Remaining(item.Period(), At);
        return left.IsZero ? [] : [Line(item, Proration.Credit(net, left), item.CurrentPeriodEnd, isCredit: true, item.Billed is [.., var last] ? last : null)];
    }

    /// <summary>The debit for the rest of the item's period; null when nothing of it is left.</summary>
    /// <param name="item">The item after the change.</param>
    /// <param name="net">Its full-period amount less discounts.</param>
    /// <param name="whole">The full period that <paramref name="net"/> pays for.</param>
    public PlannedProration? Debit(SubscriptionItem item, long net, Period whole)
    {
        var share = Proration.Share(new(Math.Max(At, item.CurrentPeriodStart), item.CurrentPeriodEnd), whole);
        return share.IsZero ? null : Line(item, Proration.Debit(net, share), item.CurrentPeriodEnd, isCredit: false, null);
    }

    private PlannedProration Credit(SubscriptionItem item, BilledSpan span)
    {
        var from = Math.Max(At, span.Start);
        var share = Proration.Share(new(from, span.Until), new(span.Start, span.End));
        return Line(item, Proration.Credit(BilledNet(span), share), span.Until, isCredit: true, span) with { Quantity = span.Quantity };
    }

    private PlannedProration Line(SubscriptionItem item, long amount, long end, bool isCredit, BilledSpan? credited) => new()
    {
        Item = item,
        Amount = amount,
        Period = new(At, end),
        Quantity = item.Quantity ?? 0,
        IsCredit = isCredit,
        Credited = credited,
    };
}
