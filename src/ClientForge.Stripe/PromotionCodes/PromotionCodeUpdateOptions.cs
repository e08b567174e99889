using Stripe.Infrastructure;

namespace Stripe;

public class PromotionCodeUpdateOptions : BaseOptions, IHasMetadata
{
    public bool? Active { get; set; }

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

    public PromotionCodeRestrictionsOptions Restrictions { get; set; }
}
