using Stripe.Infrastructure;

namespace Stripe;

public class SubscriptionItemUpdateOptions : BaseOptions, IHasMetadata
{
    [Emptyable]
    public List<SubscriptionItemDiscountOptions> Discounts
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

    public bool? OffSession { get; set; }

    public string PaymentBehavior { get; set; }

    public string Plan { get; set; }

    public string Price { get; set; }

    public SubscriptionItemPriceDataOptions PriceData { get; set; }

    public string ProrationBehavior { get; set; }

    public DateTime? ProrationDate { get; set; }

    public long? Quantity { get; set; }

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
