using Stripe.Infrastructure;

namespace Stripe;

public class PaymentIntentUpdateOptions : BaseOptions, IHasMetadata
{
    public List<string> AllowedPaymentMethodTypes { get; set; }

    public long? Amount { get; set; }

    [Emptyable]
    public long? ApplicationFeeAmount
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public string CaptureMethod { get; set; }

    public string Currency { get; set; }

    public string Customer { get; set; }

    public string CustomerAccount { get; set; }

    public string Description { get; set; }

    [Emptyable]
    public List<string> ExcludedPaymentMethodTypes
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

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

    public string PaymentMethod { get; set; }

    public string PaymentMethodConfiguration { get; set; }

    public List<string> PaymentMethodTypes { get; set; }

    [Emptyable]
    public string ReceiptEmail
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    [Emptyable]
    public string SetupFutureUsage
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    [Emptyable]
    public ChargeShippingOptions Shipping
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public string StatementDescriptor { get; set; }

    public string StatementDescriptorSuffix { get; set; }

    public string TransferGroup { get; set; }
}
