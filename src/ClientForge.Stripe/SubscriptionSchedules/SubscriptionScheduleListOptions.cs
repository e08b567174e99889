namespace Stripe;

public class SubscriptionScheduleListOptions : ListOptions
{
    public AnyOf<DateTime?, DateRangeOptions> CanceledAt { get; set; }

    public AnyOf<DateTime?, DateRangeOptions> CompletedAt { get; set; }

    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }

    public string Customer { get; set; }

    public string CustomerAccount { get; set; }

    public AnyOf<DateTime?, DateRangeOptions> ReleasedAt { get; set; }

    public bool? Scheduled { get; set; }
}
