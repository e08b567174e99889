namespace Stripe;

public class SubscriptionResumeOptions : BaseOptions
{
    public SubscriptionBillingCycleAnchor BillingCycleAnchor { get; set; }

    public string ProrationBehavior { get; set; }

    public DateTime? ProrationDate { get; set; }
}
