using ClientForge.Billing.StripeSandbox.Catalog;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>One-time prices that ride on a subscription's next invoice (<c>add_invoice_items</c>).</summary>
internal static class InvoiceExtras
{
    public static void Add(UnitOfWork work, Subscription subscription, IReadOnlyList<ItemParameters> asked)
    {
        var now = work.NowOn(subscription.TestClock);
        foreach (var extra in asked)
        {
            var price = SubscriptionItemFactory.RequirePrice(work, extra);
            if (price.Recurring is not null)
            {
                throw Errors.Invalid(
                    "The price specified is set to `type=recurring` but this field only accepts prices with `type=one_time`.",
                    extra.Source.Path("price"));
            }
            var quantity = extra.Quantity ?? 1;
            var item = work.Save(new InvoiceItem
            {
                Id = Ids.New("ii"),
                Amount = ItemPricing.Amount(price, quantity),
                Currency = price.Currency,
                Customer = subscription.Customer,
                Date = now,
                Description = work.Find<Product>(price.Product)?.Name,
                Discountable = true,
                Parent = new(new ItemSubscriptionDetails(subscription.Id, null)),
                Period = new(now, now),
                Pricing = InvoiceLines.PricingOf(price),
                Proration = false,
                Quantity = quantity,
                TaxRates = SubscriptionItemFactory.TaxRates(work, extra.TaxRates, extra.Source.Path("tax_rates")) ?? [],
                TestClock = subscription.TestClock,
            });
            work.Emit("invoiceitem.created", item);
        }
    }
}
