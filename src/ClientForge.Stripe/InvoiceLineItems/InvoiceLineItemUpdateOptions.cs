using Stripe.Infrastructure;

namespace Stripe;

public class InvoiceLineItemUpdateOptions : BaseOptions, IHasMetadata
{
    public long? Amount { get; set; }

    public string Description { get; set; }

    public bool? Discountable { get; set; }

    [Emptyable]
    public List<InvoiceLineItemDiscountOptions> Discounts
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

    public InvoiceLineItemPeriodOptions Period { get; set; }

    public InvoiceLineItemPriceDataOptions PriceData { get; set; }

    public InvoiceLineItemPricingOptions Pricing { get; set; }

    public long? Quantity { get; set; }

    public decimal? QuantityDecimal { get; set; }

    [Emptyable]
    public List<InvoiceLineItemTaxAmountOptions> TaxAmounts
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
}
