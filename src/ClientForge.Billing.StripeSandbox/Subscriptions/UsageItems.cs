using ClientForge.Billing.StripeSandbox.Billing;
using ClientForge.Billing.StripeSandbox.Catalog;
using ClientForge.Billing.StripeSandbox.Invoices;
using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Store;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>Usage that a change closed off but did not invoice: it waits as pending items.</summary>
internal static class UsageItems
{
    public static void Write(UnitOfWork work, Subscription subscription, IReadOnlyList<MeteredPeriod> metered)
    {
        foreach (var span in metered)
        {
            var price = span.Terms.Price;
            var usage = MeteredLines.Usage(work, subscription.Customer, price, new(span.Start, span.End));
            if (usage == 0)
                continue;
            var product = work.Find<Product>(price.Product)?.Name ?? price.Product;
            var item = work.Save(new InvoiceItem
            {
                Id = Ids.New("ii"),
                Amount = ItemPricing.Amount(price, usage),
                Currency = subscription.Currency,
                Customer = subscription.Customer,
                Date = work.NowOn(subscription.TestClock),
                Description = LineTexts.Licensed(usage, product, ItemPricing.Rate(price)),
                Discountable = true,
                Parent = new(new ItemSubscriptionDetails(subscription.Id, span.Item)),
                Period = new(span.Start, span.End),
                Pricing = InvoiceLines.PricingOf(price),
                Proration = false,
                Quantity = (long)decimal.Round(usage, MidpointRounding.AwayFromZero),
                QuantityDecimal = InvoiceLines.Number(usage),
                TaxRates = span.Terms.TaxRates,
                TestClock = subscription.TestClock,
            });
            work.Emit("invoiceitem.created", item);
        }
    }
}
