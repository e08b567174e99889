using System.Globalization;
using ClientForge.Billing.StripeSandbox.Catalog;
using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Tax;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>Makes invoice lines. Amounts are minor units.</summary>
internal static class InvoiceLines
{
    /// <summary>A line for one period of a subscription's item.</summary>
    public static InvoiceLine ForItem(string invoice, Subscription subscription, SubscriptionItem item, Period period, decimal quantity, long amount, string text) =>
        new()
        {
            Id = Ids.New("il"),
            Amount = amount,
            Currency = subscription.Currency,
            Description = text,
            Discountable = true,
            Discounts = item.Discounts,
            Invoice = invoice,
            Metadata = subscription.Metadata,
            OwnTaxRates = OwnRates(item.TaxRates),
            Parent = new()
            {
                SubscriptionItemDetails = new()
                {
                    Proration = false,
                    Subscription = subscription.Id,
                    SubscriptionItem = item.Id,
                },
            },
            Period = new(period.Start, period.End),
            Pricing = PricingOf(item.Price),
            Quantity = (long)decimal.Round(quantity, MidpointRounding.AwayFromZero),
            QuantityDecimal = Number(quantity),
            Subscription = subscription.Id,
            Subtotal = amount,
        };

    /// <summary>The line by which an invoice takes up an invoice item.</summary>
    public static InvoiceLine ForInvoiceItem(string invoice, InvoiceItem item) => new()
    {
        Id = Ids.New("il"),
        Amount = item.Amount,
        Currency = item.Currency,
        Description = item.Description,
        Discountable = item.Discountable,
        Discounts = item.Discounts,
        Invoice = invoice,
        Metadata = item.Metadata,
        OwnTaxRates = OwnRates(item.TaxRates),
        Parent = ParentOf(item),
        Period = item.Period,
        Pricing = item.Pricing,
        Quantity = item.Quantity,
        QuantityDecimal = item.QuantityDecimal ?? Number(item.Quantity),
        Subscription = item.Parent?.SubscriptionDetails.Subscription,
        Subtotal = item.Amount,
    };

    public static Pricing PricingOf(Price price) => new(new PriceDetails(price.Id, price.Product), price.UnitAmountDecimal);

    /// <summary>A decimal as Stripe writes it: no exponent, no trailing zeros.</summary>
    public static string Number(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);

    private static IReadOnlyList<string>? OwnRates(IReadOnlyList<TaxRate> rates) => rates.Count == 0 ? null : [.. rates.Select(rate => rate.Id)];

    private static LineParent ParentOf(InvoiceItem item)
    {
        var details = item.ProrationDetails is { CreditedItems: var credited } ? new ProrationDetails(Credited(credited)) : null;
        if (item.Parent?.SubscriptionDetails is not { SubscriptionItem: { } subscriptionItem } source)
        {
            return new()
            {
                InvoiceItemDetails = new()
                {
                    InvoiceItem = item.Id,
                    Proration = item.Proration,
                    ProrationDetails = details ?? new ProrationDetails(null),
                    Subscription = item.Parent?.SubscriptionDetails.Subscription,
                },
            };
        }
        return new()
        {
            SubscriptionItemDetails = new()
            {
                InvoiceItem = item.Id,
                Proration = item.Proration,
                ProrationDetails = details,
                Subscription = source.Subscription,
                SubscriptionItem = subscriptionItem,
            },
        };
    }

    private static CreditedItems? Credited(ItemCreditedItems? credited) =>
        credited?.InvoiceLineItemDetails is { } lines ? new(lines.Invoice, lines.InvoiceLineItems) : null;
}
