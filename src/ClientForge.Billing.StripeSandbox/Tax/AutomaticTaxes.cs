using ClientForge.Billing.StripeSandbox.Catalog;
using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Tax;

/// <summary>The tax of a line that automatic tax found; <paramref name="ZeroReason"/> says why nothing is collected although there is a rate.</summary>
internal sealed record AutomaticRate(TaxTerms Terms, string? ZeroReason);

/// <summary>Finds the rates of <c>automatic_tax</c>. https://docs.stripe.com/tax/zero-tax</summary>
internal static class AutomaticTaxes
{
    private const string Nontaxable = "txcd_00000000";

    /// <summary>The customer's place can be taxed: <c>complete</c> or <c>requires_location_inputs</c>.</summary>
    public static string StatusOf(Customer customer) => TaxTable.IsLocated(customer.Address) ? "complete" : "requires_location_inputs";

    /// <summary>The rate for a price sold to a customer; null where no tax is collected.</summary>
    public static AutomaticRate? For(UnitOfWork work, Customer customer, string? price)
    {
        if (!TaxTable.IsLocated(customer.Address) || TaxTable.Find(customer.Address!) is not { } jurisdiction)
            return null;
        var sold = work.Find<Price>(price);
        var rate = RateOf(work, jurisdiction, sold?.TaxBehavior == "inclusive");
        return new(new(rate.Id, rate.Percentage, rate.Inclusive), ZeroReason(work, customer, jurisdiction, work.Find<Product>(sold?.Product)?.TaxCode));
    }

    /// <summary>Stripe's refusal to compute tax for a customer without a usable place.</summary>
    public static StripeError LocationInvalid() => Errors.Invalid(
        "The customer's location isn't recognized. Set a valid customer address in order to automatically calculate tax.",
        "automatic_tax",
        "customer_tax_location_invalid");

    /// <summary>Why a customer pays no tax on something taxable; null when it does.</summary>
    public static string? ZeroReason(UnitOfWork work, Customer customer, TaxJurisdiction jurisdiction, string? taxCode)
    {
        if (taxCode == Nontaxable)
            return "product_exempt";
        if (customer.TaxExempt == "exempt")
            return "customer_exempt";
        var isBusiness = TaxTable.IsInEuropeanUnion(jurisdiction.Country)
            && work.Table<TaxId>().Where("customer", customer.Id).Any(taxId => taxId.Type == "eu_vat");
        return customer.TaxExempt == "reverse" || isBusiness ? "reverse_charge" : null;
    }

    /// <summary>The tax rate object that stands for a jurisdiction; made when it is first needed.</summary>
    private static TaxRate RateOf(UnitOfWork work, TaxJurisdiction jurisdiction, bool inclusive)
    {
        var id = $"txr_1Automatic{jurisdiction.Country}{jurisdiction.State}{(inclusive ? "Inclusive" : "Exclusive")}";
        return work.Find<TaxRate>(id) ?? work.Save(new TaxRate
        {
            Id = id,
            Active = false,
            Country = jurisdiction.Country,
            Created = work.WallNow,
            DisplayName = jurisdiction.DisplayName,
            EffectivePercentage = jurisdiction.Percentage,
            Inclusive = inclusive,
            Jurisdiction = jurisdiction.State ?? jurisdiction.Country,
            JurisdictionLevel = jurisdiction.State is null ? "country" : "state",
            Metadata = MetadataRules.None,
            Percentage = jurisdiction.Percentage,
            State = jurisdiction.State,
            TaxType = jurisdiction.TaxType,
        });
    }
}
