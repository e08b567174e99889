using Stripe.Infrastructure;

namespace Stripe;

public class PaymentIntentConfirmOptions : BaseOptions
{
    public List<string> AllowedPaymentMethodTypes { get; set; }

    public long? AmountToConfirm { get; set; }

    public string CaptureMethod { get; set; }

    public string ClientSecret { get; set; }

    public string ConfirmationToken { get; set; }

    public bool? ErrorOnRequiresAction { get; set; }

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

    public string Mandate { get; set; }

    [Emptyable]
    public PaymentIntentMandateDataOptions MandateData
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public bool? OffSession { get; set; }

    public string PaymentMethod { get; set; }

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

    public string ReturnUrl { get; set; }

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

    public bool? UseStripeSdk { get; set; }
}
