using Stripe.Infrastructure;

namespace Stripe;

public class CouponUpdateOptions : BaseOptions, IHasMetadata
{
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
