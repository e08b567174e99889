using Stripe.Infrastructure;

namespace Stripe;

public class ChargeUpdateOptions : BaseOptions, IHasMetadata
{
    public string Customer { get; set; }

    public string Description { get; set; }

    public decimal? ExchangeRate { get; set; }

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

    public string ReceiptEmail { get; set; }

    public ChargeShippingOptions Shipping { get; set; }

    public string TransferGroup { get; set; }
}
