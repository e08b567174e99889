using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>Whom a preview is for: a customer, perhaps at another place, or one who does not exist yet (<c>customer_details</c>).</summary>
internal static class PreviewCustomers
{
    /// <summary>Writes to <paramref name="work"/>, which the preview undoes.</summary>
    public static Customer Read(UnitOfWork work, Params asked, string? id)
    {
        var details = asked.Hash("customer_details");
        if (id is null && details is null)
            throw Errors.Missing("customer");
        var customer = id is not null
            ? work.FromParam<Customer>(id, "customer")
            : work.Save(new Customer { Id = Ids.New("cus"), Created = work.Now, InvoicePrefix = Ids.Random(8).ToUpperInvariant(), Metadata = MetadataRules.None });
        if (details is null)
            return customer;
        details.Ignore("tax");
        customer = work.Save(customer with
        {
            Address = details.Address("address", customer.Address),
            Shipping = details.Shipping(customer.Shipping),
            TaxExempt = details.WordOrUnset("tax_exempt", "none", "exempt", "reverse").Or(customer.TaxExempt) ?? "none",
        });
        foreach (var taxId in details.Hashes("tax_ids", 5).Value ?? [])
            TaxIdEndpoints.Add(work, customer, TaxIdEndpoints.Read(taxId));
        return customer;
    }
}
