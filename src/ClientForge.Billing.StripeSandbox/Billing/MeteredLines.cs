using ClientForge.Billing.StripeSandbox.Catalog;
using ClientForge.Billing.StripeSandbox.Invoices;
using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;

namespace ClientForge.Billing.StripeSandbox.Billing;

/// <summary>Turns usage into invoice lines, in arrears.</summary>
internal static class MeteredLines
{
    /// <summary>The line for an item's usage in <paramref name="span"/>; null when there was none and the billing mode shows no empty lines.</summary>
    public static InvoiceLine? For(UnitOfWork work, string invoice, Subscription subscription, SubscriptionItem item, Period span)
    {
        var usage = Usage(work, subscription.Customer, item.Price, span);
        var amount = ItemPricing.Amount(item.Price, usage);
        if (usage == 0 && amount == 0 && subscription.BillingMode.Type == "flexible")
            return null;
        return InvoiceLines.ForItem(invoice, subscription, item, span, usage, amount, Text(work, item.Price, usage));
    }

    /// <summary>
    /// The metered lines of a draft with the usage known now: what was reported during the draft's hour still counts when its time lies in
    /// the line's period.
    /// </summary>
    public static Invoice Refresh(UnitOfWork work, Invoice draft)
    {
        if (draft.BillingReason != BillingReasons.SubscriptionCycle || work.Find<Subscription>(draft.SubscriptionId()) is not { } subscription)
            return draft;
        InvoiceLine[] kept = [.. draft.Lines.Data.Where(line => !draft.MeteredItems.Any(item => item.Item == ItemOf(line)))];
        var metered = draft.MeteredItems.Select(item => Line(work, draft, subscription, item)).OfType<InvoiceLine>();
        return draft with { Lines = InvoiceDrafts.LinesOf(draft.Id, [.. kept, .. metered]) };
    }

    /// <summary>What a price's meter counted for a customer in a span; a negative sum counts as nothing.</summary>
    public static decimal Usage(UnitOfWork work, string customer, Price price, Period span)
    {
        if (price.Recurring?.Meter is not { } meterId || work.Find<Meter>(meterId) is not { } meter)
            return 0;
        return Math.Max(0, MeterMath.Aggregate(MeterReadings.Formula(meter), MeterReadings.Of(work, meter, customer), span));
    }

    private static InvoiceLine? Line(UnitOfWork work, Invoice draft, Subscription subscription, MeteredPeriod period)
    {
        var old = draft.Lines.Data.FirstOrDefault(line => ItemOf(line) == period.Item);
        var line = For(work, draft.Id, subscription, period.Terms, new(period.Start, period.End));
        return line is not null && old is not null ? line with { Id = old.Id } : line;
    }

    private static string? ItemOf(InvoiceLine line) =>
        line.Parent.SubscriptionItemDetails is { InvoiceItem: null, Proration: false } details ? details.SubscriptionItem : null;

    private static string Text(UnitOfWork work, Price price, decimal usage)
    {
        var product = work.Find<Product>(price.Product)?.Name ?? price.Product;
        return LineTexts.Licensed(usage, product, ItemPricing.Rate(price));
    }
}
