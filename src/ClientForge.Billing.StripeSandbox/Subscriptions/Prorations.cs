using ClientForge.Billing.StripeSandbox.Catalog;
using ClientForge.Billing.StripeSandbox.Invoices;
using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Store;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>Looks up what prorations are computed from, and writes them as pending invoice items.</summary>
internal static class Prorations
{
    private static readonly string[] Frozen = ["discounts", "pricing", "quantity"];

    public static ProrationPlanner PlannerFor(UnitOfWork work, Subscription subscription, long at) =>
        new(subscription.BillingMode.Type == "flexible", at, span => BilledNet(work, span));

    /// <summary>Each item's full-period amount (minor units) less its own and the subscription's discounts, by item id.</summary>
    public static IReadOnlyDictionary<string, long> Nets(UnitOfWork work, Subscription subscription, IReadOnlyList<SubscriptionItem> items)
    {
        var licensed = items.Where(item => !ItemPricing.IsMetered(item.Price)).ToArray();
        var nets = ItemNets.Of(
            [.. licensed.Select(item => new PricedItem(
                ItemPricing.ListAmount(item), item.Price.Product, Terms(work, item.Discounts, subscription.Currency)))],
            Terms(work, Effective(work, subscription), subscription.Currency),
            subscription.BillingMode.Type == "flexible");
        return licensed.Zip(nets).ToDictionary(pair => pair.First.Id, pair => pair.Second);
    }

    /// <summary>Saves one pending item and emits <c>invoiceitem.created</c>.</summary>
    public static InvoiceItem Write(UnitOfWork work, Subscription subscription, PlannedProration planned)
    {
        var item = planned.Item;
        var now = work.NowOn(subscription.TestClock);
        var product = work.Find<Product>(item.Price.Product)?.Name ?? item.Price.Product;
        var written = work.Save(new InvoiceItem
        {
            Id = Ids.New("ii"),
            Amount = planned.Amount,
            Currency = subscription.Currency,
            Customer = subscription.Customer,
            Date = now,
            Description = planned.IsCredit
                ? LineTexts.Unused(planned.Quantity, product, planned.Period.Start)
                : LineTexts.Remaining(planned.Quantity, product, planned.Period.Start),
            Discountable = false,
            FrozenFields = Frozen,
            NetAmount = planned.Amount,
            Parent = new(new ItemSubscriptionDetails(subscription.Id, item.Id)),
            Period = new(planned.Period.Start, planned.Period.End),
            Pricing = new(new PriceDetails(item.Price.Id, item.Price.Product), null),
            Proration = true,
            ProrationDetails = new(planned.IsCredit ? Credited(work, planned.Credited) : null),
            Quantity = planned.Quantity,
            TaxRates = item.TaxRates,
            TestClock = subscription.TestClock,
        });
        work.Emit("invoiceitem.created", written);
        return written;
    }

    /// <summary>The discounts that count for a subscription: its own, or else the customer's.</summary>
    private static IReadOnlyList<string> Effective(UnitOfWork work, Subscription subscription)
    {
        if (subscription.Discounts.Count > 0)
            return subscription.Discounts;
        return work.Get<Customers.Customer>(subscription.Customer).Discount is { } discount ? [discount.Id] : [];
    }

    private static DiscountTerms[] Terms(UnitOfWork work, IReadOnlyList<string> discounts, string currency) =>
        [.. discounts.Select(id => InvoiceContexts.Terms(work, id, currency)).OfType<DiscountTerms>()];

    /// <summary>What a span really cost; nothing once its invoice was voided or deleted.</summary>
    private static long BilledNet(UnitOfWork work, BilledSpan span)
    {
        if (span.InvoiceItem is { } pending)
            return work.Find<InvoiceItem>(pending) is { } item && Stands(work, item.Invoice) ? item.Amount : 0;
        if (!Stands(work, span.Invoice) || work.Find<Invoice>(span.Invoice) is not { } invoice)
            return 0;
        var line = invoice.Lines.Data.FirstOrDefault(candidate => candidate.Id == span.Line);
        return line is null ? 0 : line.Subtotal - line.DiscountAmounts.Sum(discount => discount.Amount);
    }

    private static bool Stands(UnitOfWork work, string? invoice) =>
        invoice is null || work.Find<Invoice>(invoice) is { Status: not InvoiceStatus.Void };

    private static ItemCreditedItems? Credited(UnitOfWork work, BilledSpan? span)
    {
        if (span is null)
            return null;
        if (span.InvoiceItem is not { } source)
            return new("invoice_line_items") { InvoiceLineItemDetails = new(span.Invoice!, [span.Line!]) };
        if (work.Find<Invoice>(work.Find<InvoiceItem>(source)?.Invoice) is not { } invoice)
            return new("invoice_item") { InvoiceItem = source };
        var lines = invoice.Lines.Data.Where(line => line.Parent.SubscriptionItemDetails?.InvoiceItem == source).Select(line => line.Id);
        return new("invoice_line_items") { InvoiceLineItemDetails = new(invoice.Id, [.. lines]) };
    }
}
