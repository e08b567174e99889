using Stripe.Infrastructure;

namespace Stripe;

public class PriceUpdateOptions : BaseOptions, IHasMetadata
{
    public bool? Active { get; set; }

    [Emptyable]
    public Dictionary<string, PriceCurrencyOptionsOptions> CurrencyOptions
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public string LookupKey { get; set; }

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

    public string Nickname { get; set; }

    public string TaxBehavior { get; set; }

    public bool? TransferLookupKey { get; set; }
}
