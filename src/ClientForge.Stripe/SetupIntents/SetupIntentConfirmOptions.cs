using Stripe.Infrastructure;

namespace Stripe;

public class SetupIntentConfirmOptions : BaseOptions
{
    public List<string> AllowedPaymentMethodTypes { get; set; }

    public string ClientSecret { get; set; }

    public string ConfirmationToken { get; set; }

    [Emptyable]
    public SetupIntentMandateDataOptions MandateData
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public string PaymentMethod { get; set; }

    public string ReturnUrl { get; set; }

    public bool? UseStripeSdk { get; set; }
}
