namespace Stripe.Billing;

public class MeterEventAdjustmentService : Service
{
    public MeterEventAdjustmentService(IStripeClient client)
        : base(client)
    {
    }

    public virtual MeterEventAdjustment Create(MeterEventAdjustmentCreateOptions options, RequestOptions requestOptions = null) =>
        Request<MeterEventAdjustment>(HttpMethod.Post, "/v1/billing/meter_event_adjustments", options, requestOptions);

    public virtual Task<MeterEventAdjustment> CreateAsync(MeterEventAdjustmentCreateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<MeterEventAdjustment>(HttpMethod.Post, "/v1/billing/meter_event_adjustments", options, requestOptions, cancellationToken);
}
