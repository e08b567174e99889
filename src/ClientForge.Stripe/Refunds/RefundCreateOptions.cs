using Stripe.Infrastructure;

namespace Stripe;

public class RefundCreateOptions : BaseOptions, IHasMetadata
{
    public long? Amount { get; set; }

    public string Charge { get; set; }

    public string Currency { get; set; }

    public string Customer { get; set; }

    public string InstructionsEmail { get; set; }

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

    public string Origin { get; set; }

    public string PaymentIntent { get; set; }

    public string Reason { get; set; }

    public bool? RefundApplicationFee { get; set; }

    public bool? ReverseTransfer { get; set; }
}
