namespace Stripe;

public class EventData : StripeEntity<EventData>
{
    /// <summary>The object as it was when the event happened; null for a type outside of the subset.</summary>
    public IHasObject Object { get; set; }
}
