using Stripe.Infrastructure;

namespace Stripe;

public class CustomerBalanceTransactionCreateOptions : BaseOptions, IHasMetadata
{
    public long? Amount { get; set; }

    public string Currency { get; set; }

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
