using Stripe.Infrastructure;

namespace Stripe;

public class CustomerUpdateOptions : BaseOptions, IHasMetadata
{
    [Emptyable]
    public AddressOptions Address
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public long? Balance { get; set; }

    [Emptyable]
    public string BusinessName
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public string DefaultSource { get; set; }

    public string Description { get; set; }

    public string Email { get; set; }

    [Emptyable]
    public string IndividualName
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public string InvoicePrefix { get; set; }

    public CustomerInvoiceSettingsOptions InvoiceSettings { get; set; }

    [Emptyable]
    public Dictionary<string, string> Metadata
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public string Name { get; set; }

    public long? NextInvoiceSequence { get; set; }

    public string Phone { get; set; }

    public List<string> PreferredLocales { get; set; }

    [Emptyable]
    public ShippingOptions Shipping
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public AnyOf<string, CardCreateNestedOptions> Source { get; set; }

    public CustomerTaxOptions Tax { get; set; }

    [Emptyable]
    public string TaxExempt
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public bool? Validate { get; set; }
}
