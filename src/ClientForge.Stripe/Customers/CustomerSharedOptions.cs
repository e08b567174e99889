using Stripe.Infrastructure;

namespace Stripe;

public class CustomerInvoiceSettingsCustomFieldOptions : INestedOptions
{
    public string Name { get; set; }

    public string Value { get; set; }
}

public class CustomerInvoiceSettingsOptions : INestedOptions, IHasSetTracking
{
    private readonly SetTracker _assigned = new();

    SetTracker IHasSetTracking.SetTracker => _assigned;

    [Emptyable]
    public List<CustomerInvoiceSettingsCustomFieldOptions> CustomFields
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    public string DefaultPaymentMethod { get; set; }

    public string Footer { get; set; }
}

public class CustomerTaxIdDataOptions : INestedOptions
{
    public string Type { get; set; }

    public string Value { get; set; }
}

public class CustomerTaxOptions : INestedOptions, IHasSetTracking
{
    private readonly SetTracker _assigned = new();

    SetTracker IHasSetTracking.SetTracker => _assigned;

    [Emptyable]
    public string IpAddress
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    public string ValidateLocation { get; set; }
}

public class ShippingOptions : INestedOptions
{
    public AddressOptions Address { get; set; }

    public string Name { get; set; }

    public string Phone { get; set; }
}
