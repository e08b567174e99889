using System.Globalization;
using ClientForge.Billing.StripeSandbox.Catalog;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>Prices written into a request (<c>price_data</c>): kept, but inactive, so that nothing else can use them.</summary>
internal static class InlinePrices
{
    public static Price Create(UnitOfWork work, PriceDataParameters data)
    {
        work.FromParam<Product>(data.Product, data.Source.Path("product"));
        var amount = data.UnitAmountDecimal ?? data.UnitAmount ?? throw Errors.Missing(data.Source.Path("unit_amount"));
        return work.Save(new Price
        {
            Id = Ids.New("price"),
            Active = false,
            BillingScheme = "per_unit",
            Created = work.Now,
            Currency = data.Currency,
            Metadata = MetadataRules.None,
            Product = data.Product,
            Recurring = data.Interval is { } interval
                ? new PriceRecurring { Interval = interval, IntervalCount = data.IntervalCount, UsageType = "licensed" }
                : null,
            TaxBehavior = data.TaxBehavior,
            UnitAmount = decimal.IsInteger(amount) ? (long)amount : null,
            UnitAmountDecimal = amount.ToString("0.############", CultureInfo.InvariantCulture),
        });
    }
}
