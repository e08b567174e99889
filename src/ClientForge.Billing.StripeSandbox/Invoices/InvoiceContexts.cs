using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Discounts;
using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Tax;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>Looks up what an invoice's amounts depend on.</summary>
internal static class InvoiceContexts
{
    public static CalculationContext For(UnitOfWork work, Customer customer, Invoice invoice) => new()
    {
        Automatic = invoice.AutomaticTax.Enabled ? line => AutomaticTaxes.For(work, customer, line.Pricing?.PriceDetails?.Price) : null,
        AutomaticStatus = invoice.AutomaticTax.Enabled ? AutomaticTaxes.StatusOf(customer) : null,
        Discount = id => Terms(work, id, invoice.Currency),
        TaxRate = id => Rate(work, id),
        TaxExempt = customer.TaxExempt is "exempt" or "reverse",
        Balance = BalanceIn(customer, invoice.Currency),
    };

    /// <summary>The customer's balance (minor units, negative is credit) as far as it is in <paramref name="currency"/>.</summary>
    public static long BalanceIn(Customer customer, string currency) =>
        customer.Currency is null || customer.Currency == currency ? customer.Balance : 0;

    /// <summary>What a discount takes off in a currency; null when it is unknown there.</summary>
    public static DiscountTerms? Terms(UnitOfWork work, string discount, string currency)
    {
        if (work.Find<Discount>(discount) is not { } found || work.Find<Coupon>(found.Source.Coupon) is not { } coupon)
            return null;
        var products = coupon.AppliesTo?.Products.ToHashSet();
        if (coupon.PercentOff is { } percent)
            return new() { PercentOff = percent, Products = products };
        return Redemption.AmountOff(coupon, currency) is { } amount ? new() { AmountOff = amount, Products = products } : null;
    }

    private static TaxTerms Rate(UnitOfWork work, string id)
    {
        var rate = work.Get<TaxRate>(id);
        return new(rate.Id, rate.Percentage, rate.Inclusive);
    }
}
