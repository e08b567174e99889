namespace Stripe.Billing;

/// <summary>The usage of one customer on a meter, aggregated over a window of time.</summary>
public class MeterEventSummary : StripeEntity<MeterEventSummary>, IHasId, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public decimal AggregatedValue { get; set; }

    public DateTime EndTime { get; set; } = DateTime.UnixEpoch;

    public bool Livemode { get; set; }

    public string Meter { get; set; }

    public DateTime StartTime { get; set; } = DateTime.UnixEpoch;
}
