namespace Stripe;

public class EventListOptions : ListOptions
{
    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }

    public bool? DeliverySuccess { get; set; }

    public string Type { get; set; }

    public List<string> Types { get; set; }
}
