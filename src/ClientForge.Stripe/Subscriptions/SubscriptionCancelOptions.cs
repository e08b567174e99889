using Stripe.Infrastructure;

namespace Stripe;

public class SubscriptionCancelOptions : BaseOptions
{
    public SubscriptionCancellationDetailsOptions CancellationDetails { get; set; }

    public bool? InvoiceNow { get; set; }

    public bool? Prorate { get; set; }
}

public class SubscriptionCancelAt : StringEnum
{
    public static readonly SubscriptionCancelAt MaxBilledUntil = new("max_billed_until");

    public static readonly SubscriptionCancelAt MaxPeriodEnd = new("max_period_end");

    public static readonly SubscriptionCancelAt MinPeriodEnd = new("min_period_end");

    private SubscriptionCancelAt(string value)
        : base(value)
    {
    }
}

public class SubscriptionCancellationDetailsOptions : INestedOptions, IHasSetTracking
{
    private readonly SetTracker _assigned = new();

    SetTracker IHasSetTracking.SetTracker => _assigned;

    [Emptyable]
    public string Comment
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    [Emptyable]
    public string Feedback
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }
}
