using Stripe.Infrastructure;

namespace Stripe;

public class RefundUpdateOptions : BaseOptions, IHasMetadata
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
}
