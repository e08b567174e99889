namespace Stripe;

public class InvoiceLineItemListOptions : ListOptions
{
    public string Coupon { get; set; }

    public string Customer { get; set; }

    public string Subscription { get; set; }

    public string SubscriptionPlan { get; set; }
}
