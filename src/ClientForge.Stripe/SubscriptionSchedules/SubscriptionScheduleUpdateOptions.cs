using Stripe.Infrastructure;

namespace Stripe;

public class SubscriptionScheduleUpdateOptions : BaseOptions, IHasMetadata
{
    public SubscriptionScheduleDefaultSettingsOptions DefaultSettings { get; set; }

    public string EndBehavior { get; set; }

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

    public string ProrationBehavior { get; set; }
}
