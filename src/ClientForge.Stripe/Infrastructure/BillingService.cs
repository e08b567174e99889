namespace Stripe;

/// <summary>The services under <c>client.V1.Billing</c>, each made at its first use.</summary>
public class BillingService : Service
{
    private Billing.MeterService _meters;
    private Billing.MeterEventService _meterEvents;
    private Billing.MeterEventAdjustmentService _meterEventAdjustments;

    internal BillingService(IStripeClient client)
        : base(client)
    {
    }

    public virtual Billing.MeterService Meters => _meters ??= new Billing.MeterService(Client);

    public virtual Billing.MeterEventService MeterEvents => _meterEvents ??= new Billing.MeterEventService(Client);

    public virtual Billing.MeterEventAdjustmentService MeterEventAdjustments => _meterEventAdjustments ??= new Billing.MeterEventAdjustmentService(Client);
}
