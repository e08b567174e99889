namespace Stripe.Billing;

/// <summary>The cancelling of a meter event, within a day of its receipt.</summary>
public class MeterEventAdjustment : StripeEntity<MeterEventAdjustment>, IHasObject
{
    public string Object { get; set; }

    public MeterEventAdjustmentCancel Cancel { get; set; }

    public string EventName { get; set; }

    public bool Livemode { get; set; }

    public string Status { get; set; }

    public string Type { get; set; }
}

public class MeterEventAdjustmentCancel : StripeEntity<MeterEventAdjustmentCancel>
{
    public string Identifier { get; set; }
}
