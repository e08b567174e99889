using Stripe.Infrastructure;

namespace Stripe;

public class ChargeCreateOptions : BaseOptions, IHasMetadata
{
    public long? Amount { get; set; }

    public long? ApplicationFeeAmount { get; set; }

    public bool? Capture { get; set; }

    public string Currency { get; set; }

    public string Customer { get; set; }

    public string Description { get; set; }

    public ChargeDestinationOptions Destination { get; set; }

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

    public string OnBehalfOf { get; set; }

    public string ReceiptEmail { get; set; }

    public ChargeShippingOptions Shipping { get; set; }

    public AnyOf<string, CardCreateNestedOptions> Source { get; set; }

    public string StatementDescriptor { get; set; }

    public string StatementDescriptorSuffix { get; set; }

    public string TransferGroup { get; set; }
}
