namespace Stripe;

public class SubscriptionItemListOptions : ListOptions
{
    public string Subscription { get; set; }
}
