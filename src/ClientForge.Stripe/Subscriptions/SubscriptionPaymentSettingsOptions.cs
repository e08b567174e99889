using Stripe.Infrastructure;

namespace Stripe;

public class SubscriptionPaymentSettingsOptions : INestedOptions, IHasSetTracking
{
    private readonly SetTracker _assigned = new();

    SetTracker IHasSetTracking.SetTracker => _assigned;

    [Emptyable]
    public List<string> PaymentMethodTypes
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    public string SaveDefaultPaymentMethod { get; set; }
}

public class SubscriptionPendingInvoiceItemIntervalOptions : INestedOptions
{
    public string Interval { get; set; }

    public long? IntervalCount { get; set; }
}

public class SubscriptionTrialSettingsEndBehaviorOptions : INestedOptions
{
    public string MissingPaymentMethod { get; set; }
}

public class SubscriptionTrialSettingsOptions : INestedOptions
{
    public SubscriptionTrialSettingsEndBehaviorOptions EndBehavior { get; set; }
}
