using Stripe.Infrastructure;

namespace Stripe;

public class CustomerBalanceTransactionUpdateOptions : BaseOptions, IHasMetadata
{
    public string Description { get; set; }

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
