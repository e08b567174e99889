using Stripe.Infrastructure;

namespace Stripe;

public class SubscriptionItemCreateOptions : BaseOptions, IHasMetadata
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

    public Dictionary<string, string> Metadata { get; set; }

    public string PaymentBehavior { get; set; }

    public string Plan { get; set; }

    public string Price { get; set; }

    public SubscriptionItemPriceDataOptions PriceData { get; set; }

    public string ProrationBehavior { get; set; }

    public DateTime? ProrationDate { get; set; }

    public long? Quantity { get; set; }

    public string Subscription { get; set; }

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
