using ClientForge.Billing.StripeSandbox.Catalog;
using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>Reads an invoice item from parameters.</summary>
internal static class InvoiceItemReader
{
    private const long MaxAmount = 999_999_999_999;

    public static InvoiceItem Create(UnitOfWork work, Params asked, Customer customer, Invoice? invoice, Subscription? subscription)
    {
        var now = work.NowOn(customer.TestClock);
        var blank = new InvoiceItem
        {
            Id = Ids.New("ii"),
            Amount = 0,
            Currency = invoice?.Currency ?? customer.Currency ?? "usd",
            Customer = customer.Id,
            Date = now,
            Discountable = true,
            Invoice = invoice?.Id,
            Parent = subscription is null ? null : new(new ItemSubscriptionDetails(subscription.Id, null)),
            Period = new(now, now),
            Proration = false,
            Quantity = 1,
            TestClock = customer.TestClock,
        };
        var priced = Priced(work, asked, blank);
        if (priced is null && asked.Long("amount") is null)
            throw Errors.Missing("amount");
        var currency = asked.Currency("currency") ?? invoice?.Currency ?? throw Errors.Missing("currency");
        return Update(work, asked, priced ?? blank with { Currency = currency });
    }

    public static InvoiceItem Update(UnitOfWork work, Params asked, InvoiceItem current)
    {
        asked.Ignore("tax_code", "customer", "invoice", "subscription");
        asked.Word("tax_behavior", "exclusive", "inclusive", "unspecified");
        var period = asked.Hash("period");
        var amount = asked.Long("amount", -MaxAmount, MaxAmount) ?? current.Amount;
        var priced = Priced(work, asked, current);
        var changed = (priced ?? current with { Amount = amount }) with
        {
            Description = asked.Text("description").Or(current.Description),
            Discountable = asked.Bool("discountable") ?? (current.Discountable && (priced?.Amount ?? amount) >= 0),
            Metadata = asked.Metadata(current.Metadata),
            Period = period is null ? current.Period : new(period.RequiredLong("start", 0), period.RequiredLong("end", 0)),
            TaxRates = SubscriptionItemFactory.TaxRates(work, asked.Strings("tax_rates", 5), "tax_rates") ?? current.TaxRates,
        };
        if (changed.Period.End < changed.Period.Start)
            throw Errors.Invalid("The end of the period must not lie before its start.", "period[end]");
        return changed with
        {
            Discounts = SubscriptionDiscounts.Change(work, asked.Hashes("discounts", 20), current.Discounts, new()
            {
                Customer = changed.Customer,
                Currency = changed.Currency,
                InvoiceItem = changed.Id,
                Now = work.NowOn(changed.TestClock),
            }),
        };
    }

    /// <summary>The item with the amount of a price or of a unit amount; null when neither is given.</summary>
    private static InvoiceItem? Priced(UnitOfWork work, Params asked, InvoiceItem current)
    {
        var quantity = asked.Long("quantity", 0);
        var units = asked.Decimal("quantity_decimal") ?? quantity;
        if (PriceOf(work, asked) is { } price)
        {
            var count = units ?? current.Quantity;
            return current with
            {
                Amount = ItemPricing.Amount(price, count),
                Currency = price.Currency,
                Description = current.Description ?? work.Find<Product>(price.Product)?.Name,
                Pricing = InvoiceLines.PricingOf(price),
                Quantity = (long)decimal.Round(count, MidpointRounding.AwayFromZero),
                QuantityDecimal = InvoiceLines.Number(count),
            };
        }
        if (asked.Decimal("unit_amount_decimal") is not { } unit)
            return null;
        var amount = PriceMath.Amount(new() { UnitAmount = Rational.Of(unit) }, units ?? 1);
        return current with
        {
            Amount = amount,
            Currency = asked.Currency("currency") ?? current.Currency,
            Pricing = new(null, InvoiceLines.Number(unit)),
            Quantity = (long)(units ?? 1),
        };
    }

    private static Price? PriceOf(UnitOfWork work, Params asked)
    {
        if (asked.Hash("pricing") is { } pricing)
            return work.FromParam<Price>(pricing.RequiredString("price"), pricing.Path("price"));
        return asked.Hash("price_data") is { } data ? InlinePrices.Create(work, PriceDataParameters.Read(data)) : null;
    }
}
