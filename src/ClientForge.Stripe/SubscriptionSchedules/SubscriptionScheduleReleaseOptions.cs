namespace Stripe;

public class SubscriptionScheduleReleaseOptions : BaseOptions
{
    public bool? PreserveCancelDate { get; set; }
}
