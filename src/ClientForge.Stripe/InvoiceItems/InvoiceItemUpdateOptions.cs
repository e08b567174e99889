using Stripe.Infrastructure;

namespace Stripe;

public class InvoiceItemUpdateOptions : BaseOptions, IHasMetadata
{
    public long? Amount { get; set; }

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

    [Emptyable]
    public List<string> TaxRates
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public decimal? UnitAmountDecimal { get; set; }
}
