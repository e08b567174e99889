using Stripe.Infrastructure;

namespace Stripe;

public class InvoiceItemCreateOptions : BaseOptions, IHasMetadata
{
    public long? Amount { get; set; }

    public string Currency { get; set; }

    public string Customer { get; set; }

    public string CustomerAccount { get; set; }

    public string Description { get; set; }

    public bool? Discountable { get; set; }

    [Emptyable]
    public List<InvoiceItemDiscountOptions> Discounts
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public string Invoice { get; set; }

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

    public InvoiceItemPeriodOptions Period { get; set; }

    public InvoiceItemPriceDataOptions PriceData { get; set; }

    public InvoiceItemPricingOptions Pricing { get; set; }

    public long? Quantity { get; set; }

    public decimal? QuantityDecimal { get; set; }

    public string Subscription { get; set; }

    public string TaxBehavior { get; set; }

    [Emptyable]
    public string TaxCode
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public List<string> TaxRates { get; set; }

    public decimal? UnitAmountDecimal { get; set; }
}
