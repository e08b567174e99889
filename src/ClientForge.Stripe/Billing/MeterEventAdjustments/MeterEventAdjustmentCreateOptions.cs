namespace Stripe.Billing;

public class MeterEventAdjustmentCreateOptions : BaseOptions
{
    public MeterEventAdjustmentCancelOptions Cancel { get; set; }

    public string EventName { get; set; }

    public string Type { get; set; }
}
