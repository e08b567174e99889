namespace Stripe;

public class SubscriptionMigrateOptions : BaseOptions
{
    public SubscriptionBillingModeOptions BillingMode { get; set; }
}
