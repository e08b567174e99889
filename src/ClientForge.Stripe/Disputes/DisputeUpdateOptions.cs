using Stripe.Infrastructure;

namespace Stripe;

public class DisputeUpdateOptions : BaseOptions, IHasMetadata
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

    public bool? Submit { get; set; }
}
