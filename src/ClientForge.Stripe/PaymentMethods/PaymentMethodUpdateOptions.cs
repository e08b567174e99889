using Stripe.Infrastructure;

namespace Stripe;

public class PaymentMethodUpdateOptions : BaseOptions, IHasMetadata
{
    public string AllowRedisplay { get; set; }

    public PaymentMethodBillingDetailsOptions BillingDetails { get; set; }

    public PaymentMethodCardOptions Card { get; set; }

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

    public PaymentMethodUsBankAccountOptions UsBankAccount { get; set; }
}
