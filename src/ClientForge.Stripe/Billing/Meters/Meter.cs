namespace Stripe.Billing;

/// <summary>Says how the events of a name become usage that metered prices bill.</summary>
public class Meter : StripeEntity<Meter>, IHasId, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    public MeterCustomerMapping CustomerMapping { get; set; }

    public MeterDefaultAggregation DefaultAggregation { get; set; }

    public string DisplayName { get; set; }

    public string EventName { get; set; }

    public string EventTimeWindow { get; set; }

    public bool Livemode { get; set; }

    public string Status { get; set; }

    public MeterStatusTransitions StatusTransitions { get; set; }

    public DateTime Updated { get; set; } = DateTime.UnixEpoch;

    public MeterValueSettings ValueSettings { get; set; }
}

public class MeterCustomerMapping : StripeEntity<MeterCustomerMapping>
{
    public string EventPayloadKey { get; set; }

    public string Type { get; set; }
}

public class MeterDefaultAggregation : StripeEntity<MeterDefaultAggregation>
{
    public string Formula { get; set; }
}

public class MeterStatusTransitions : StripeEntity<MeterStatusTransitions>
{
    public DateTime? DeactivatedAt { get; set; }
}

public class MeterValueSettings : StripeEntity<MeterValueSettings>
{
    public string EventPayloadKey { get; set; }
}
