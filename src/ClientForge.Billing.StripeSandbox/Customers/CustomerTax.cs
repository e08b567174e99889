using ClientForge.Billing.StripeSandbox.Tax;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Customers;

/// <summary>Whether tax can be computed for a customer: the includable <c>customer.tax</c>.</summary>
internal sealed record CustomerTax(string AutomaticTax, string? IpAddress, TaxLocation? Location, string Provider)
{
    public static CustomerTax Of(Customer customer)
    {
        var isLocated = TaxTable.IsLocated(customer.Address);
        var collects = isLocated && TaxTable.Find(customer.Address!) is not null;
        return new(
            collects ? "supported" : isLocated ? "not_collecting" : "unrecognized_location",
            customer.TaxIpAddress,
            isLocated ? new(customer.Address!.Country!, "billing_address", customer.Address.State) : null,
            "stripe");
    }

    /// <summary><c>tax[validate_location]=immediately</c> refuses a place that tax cannot be computed for.</summary>
    public static void RequireLocation(Params asked, Customer customer)
    {
        if (asked.Hash("tax")?.String("validate_location") == "immediately" && !TaxTable.IsLocated(customer.Address))
            throw Errors.Invalid("The customer's location isn't recognized.", "tax[validate_location]", "customer_tax_location_invalid");
    }
}

internal sealed record TaxLocation(string Country, string Source, string? State);
