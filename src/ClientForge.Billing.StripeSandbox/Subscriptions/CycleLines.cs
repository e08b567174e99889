using ClientForge.Billing.StripeSandbox.Catalog;
using ClientForge.Billing.StripeSandbox.Invoices;
using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Store;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>The lines that bill items for the period they are in.</summary>
internal static class CycleLines
{
    /// <summary>One line an item for the period it is in; a shortened period is charged by its share.</summary>
    public static IReadOnlyList<InvoiceLine> For(
        UnitOfWork work, string invoice, Subscription subscription, IEnumerable<SubscriptionItem> items) =>
        [.. items.Where(item => !ItemPricing.IsMetered(item.Price)).Select(item => Licensed(work, invoice, subscription, item))];

    /// <summary>The zero lines of a trial.</summary>
    public static IReadOnlyList<InvoiceLine> Trial(UnitOfWork work, string invoice, Subscription subscription)
    {
        var flexible = subscription.BillingMode.Type == "flexible";
        return
        [
            .. subscription.Items.Data.Where(item => !ItemPricing.IsMetered(item.Price)).Select(item => InvoiceLines.ForItem(
                invoice, subscription, item, item.Period(), item.Quantity ?? 0, 0,
                LineTexts.Trial(item.Quantity ?? 0, NameOf(work, item), flexible))),
        ];
    }

    /// <summary>Metered items whose usage up to now is due.</summary>
    public static IReadOnlyList<MeteredPeriod> Usage(IEnumerable<SubscriptionItem> items, long until) =>
    [
        .. items.Where(item => ItemPricing.IsMetered(item.Price))
            .Select(item => new MeteredPeriod(item, item.CurrentPeriodStart, Math.Min(until, item.CurrentPeriodEnd)))
            .Where(span => span.End > span.Start),
    ];

    /// <summary>The zero lines that classic billing shows for metered items on the first invoice.</summary>
    public static IReadOnlyList<MeteredPeriod> Empty(IEnumerable<SubscriptionItem> items) =>
    [
        .. items.Where(item => ItemPricing.IsMetered(item.Price))
            .Select(item => new MeteredPeriod(item, item.CurrentPeriodStart, item.CurrentPeriodEnd)),
    ];

    /// <summary>The periods between a backdated start and the current one, each charged whole.</summary>
    public static IReadOnlyList<InvoiceLine> Backdated(UnitOfWork work, string invoice, Subscription subscription)
    {
        var lines = new List<InvoiceLine>();
        foreach (var item in subscription.Items.Data.Where(item => !ItemPricing.IsMetered(item.Price)))
        {
            for (var start = subscription.StartDate; start < item.CurrentPeriodStart;)
            {
                var end = Math.Min(BillingCycle.Whole(subscription, item, start).End, item.CurrentPeriodStart);
                lines.Add(Licensed(work, invoice, subscription, item with { CurrentPeriodStart = start, CurrentPeriodEnd = end }));
                start = end;
            }
        }
        return lines;
    }

    /// <summary>Notes on each item which line debited it, so that a later change can credit it.</summary>
    public static Subscription Bill(Subscription subscription, Invoice invoice)
    {
        var lines = invoice.Lines.Data
            .Where(line => line.Parent.SubscriptionItemDetails is { InvoiceItem: null, Proration: false })
            .ToLookup(line => line.Parent.SubscriptionItemDetails!.SubscriptionItem);
        return BillingCycle.WithItems(subscription, [.. subscription.Items.Data.Select(item => Billed(item, lines[item.Id], invoice.Id))]);
    }

    private static SubscriptionItem Billed(SubscriptionItem item, IEnumerable<InvoiceLine> lines, string invoice)
    {
        if (ItemPricing.IsMetered(item.Price))
            return item;
        BilledSpan[] spans =
        [
            .. lines.Where(line => line.Period.Start >= item.CurrentPeriodStart && line.Subtotal > 0).Select(line => new BilledSpan
            {
                Start = line.Period.Start,
                End = line.Period.End,
                Until = line.Period.End,
                Quantity = line.Quantity ?? 0,
                Invoice = invoice,
                Line = line.Id,
            }),
        ];
        return spans.Length == 0 ? item : item with { Billed = spans };
    }

    private static InvoiceLine Licensed(UnitOfWork work, string invoice, Subscription subscription, SubscriptionItem item)
    {
        var whole = BillingCycle.Whole(subscription, item, item.CurrentPeriodStart);
        var list = ItemPricing.ListAmount(item);
        var period = item.Period();
        var amount = period == whole ? list : Proration.Debit(list, Proration.Share(period, whole));
        var text = LineTexts.Licensed(item.Quantity ?? 0, NameOf(work, item), ItemPricing.Rate(item.Price));
        return InvoiceLines.ForItem(invoice, subscription, item, period, item.Quantity ?? 0, amount, text);
    }

    private static string NameOf(UnitOfWork work, SubscriptionItem item) =>
        work.Find<Product>(item.Price.Product)?.Name ?? item.Price.Product;
}
