namespace Stripe;

public class SubscriptionScheduleCancelOptions : BaseOptions
{
    public bool? InvoiceNow { get; set; }

    public bool? Prorate { get; set; }
}
