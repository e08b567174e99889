using Stripe.Infrastructure;

namespace Stripe;

public class InvoiceUpdateOptions : BaseOptions, IHasMetadata
{
    [Emptyable]
    public List<string> AccountTaxIds
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public long? ApplicationFeeAmount { get; set; }

    public bool? AutoAdvance { get; set; }

    public InvoiceAutomaticTaxOptions AutomaticTax { get; set; }

    public DateTime? AutomaticallyFinalizesAt { get; set; }

    public string CollectionMethod { get; set; }

    [Emptyable]
    public List<InvoiceCustomFieldOptions> CustomFields
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public long? DaysUntilDue { get; set; }

    public string DefaultPaymentMethod { get; set; }

    [Emptyable]
    public string DefaultSource
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    [Emptyable]
    public List<string> DefaultTaxRates
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public string Description { get; set; }

    [Emptyable]
    public List<InvoiceDiscountOptions> Discounts
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public DateTime? DueDate { get; set; }

    [Emptyable]
    public DateTime? EffectiveAt
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public string Footer { get; set; }

    public InvoiceIssuerOptions Issuer { get; set; }

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

    [Emptyable]
    public string Number
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    [Emptyable]
    public string OnBehalfOf
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public InvoicePaymentSettingsOptions PaymentSettings { get; set; }

    public string StatementDescriptor { get; set; }
}
