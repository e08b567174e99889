using Stripe.Infrastructure;

namespace Stripe;

public class SetupIntentUpdateOptions : BaseOptions, IHasMetadata
{
    [Emptyable]
    public List<string> AllowedPaymentMethodTypes
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public bool? AttachToSelf { get; set; }

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

    public List<string> FlowDirections { get; set; }

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
}
