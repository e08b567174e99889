using Stripe.Infrastructure;

namespace Stripe;

public class CouponUpdateOptions : BaseOptions, IHasMetadata
{
    public Dictionary<string, CouponCurrencyOptionsOptions> CurrencyOptions { get; set; }

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
}
