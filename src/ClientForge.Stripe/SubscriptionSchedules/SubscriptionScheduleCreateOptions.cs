using Stripe.Infrastructure;

namespace Stripe;

public class SubscriptionScheduleCreateOptions : BaseOptions, IHasMetadata
{
    public SubscriptionScheduleBillingModeOptions BillingMode { get; set; }

    public string Customer { get; set; }

    public string CustomerAccount { get; set; }

    public SubscriptionScheduleDefaultSettingsOptions DefaultSettings { get; set; }

    public string EndBehavior { get; set; }

    public string FromSubscription { get; set; }

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

    public List<SubscriptionSchedulePhaseOptions> Phases { get; set; }

    public AnyOf<DateTime?, SubscriptionScheduleStartDate> StartDate { get; set; }
}
