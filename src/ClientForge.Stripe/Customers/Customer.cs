using Stripe.Infrastructure;

namespace Stripe;

/// <summary>Who is billed. <see cref="Balance"/> is in minor units; negative is credit for the next invoice.</summary>
public class Customer : StripeEntity<Customer>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public Address Address { get; set; }

    public long Balance { get; set; }

    public string BusinessName { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    public string Currency { get; set; }

    public string CustomerAccount { get; set; }

    [Expandable("default_source")]
    public string DefaultSourceId { get; set; }

    public bool? Deleted { get; set; }

    public bool? Delinquent { get; set; }

    public string Description { get; set; }

    public Discount Discount { get; set; }

    public string Email { get; set; }

    public string IndividualName { get; set; }

    public Dictionary<string, long> InvoiceCreditBalance { get; set; }

    public string InvoicePrefix { get; set; }

    public CustomerInvoiceSettings InvoiceSettings { get; set; }

    public bool Livemode { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string Name { get; set; }

    public long NextInvoiceSequence { get; set; }

    public string Phone { get; set; }

    public List<string> PreferredLocales { get; set; }

    public Shipping Shipping { get; set; }

    public StripeList<Subscription> Subscriptions { get; set; }

    public CustomerTax Tax { get; set; }

    public string TaxExempt { get; set; }

    public StripeList<TaxId> TaxIds { get; set; }

    [Expandable("test_clock", Object = nameof(TestClock))]
    public string TestClockId { get => TestClock?.Id ?? field; set; }

    public TestHelpers.TestClock TestClock { get; set; }
}

public class CustomerInvoiceSettings : StripeEntity<CustomerInvoiceSettings>
{
    public List<CustomerInvoiceSettingsCustomField> CustomFields { get; set; }

    [Expandable("default_payment_method", Object = nameof(DefaultPaymentMethod))]
    public string DefaultPaymentMethodId { get => DefaultPaymentMethod?.Id ?? field; set; }

    public PaymentMethod DefaultPaymentMethod { get; set; }

    public string Footer { get; set; }
}

public class CustomerInvoiceSettingsCustomField : StripeEntity<CustomerInvoiceSettingsCustomField>
{
    public string Name { get; set; }

    public string Value { get; set; }
}

public class CustomerTax : StripeEntity<CustomerTax>
{
    public string AutomaticTax { get; set; }

    public string IpAddress { get; set; }

    public CustomerTaxLocation Location { get; set; }

    public string Provider { get; set; }
}

public class CustomerTaxLocation : StripeEntity<CustomerTaxLocation>
{
    public string Country { get; set; }

    public string Source { get; set; }

    public string State { get; set; }
}
