namespace Stripe;

/// <summary>Something that happened, with the object as it stood then (https://docs.stripe.com/api/events).</summary>
public class Event : StripeEntity<Event>, IHasId, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public string Account { get; set; }

    public string ApiVersion { get; set; }

    public string Context { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    public EventData Data { get; set; }

    public bool Livemode { get; set; }

    public long PendingWebhooks { get; set; }

    public EventRequest Request { get; set; }

    public string Type { get; set; }
}

public class EventRequest : StripeEntity<EventRequest>, IHasId
{
    public string Id { get; set; }

    public string IdempotencyKey { get; set; }
}
