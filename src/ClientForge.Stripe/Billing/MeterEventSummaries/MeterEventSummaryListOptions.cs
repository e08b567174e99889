namespace Stripe.Billing;

public class MeterEventSummaryListOptions : ListOptions
{
    public string Customer { get; set; }

    public DateTime? EndTime { get; set; }

    public DateTime? StartTime { get; set; }

    public string ValueGroupingWindow { get; set; }
}
