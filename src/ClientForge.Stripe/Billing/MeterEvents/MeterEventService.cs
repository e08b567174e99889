namespace Stripe.Billing;

public class MeterEventService : Service
{
    public MeterEventService(IStripeClient client)
        : base(client)
    {
    }

    public virtual MeterEvent Create(MeterEventCreateOptions options, RequestOptions requestOptions = null) =>
        Request<MeterEvent>(HttpMethod.Post, "/v1/billing/meter_events", options, requestOptions);

    public virtual Task<MeterEvent> CreateAsync(MeterEventCreateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<MeterEvent>(HttpMethod.Post, "/v1/billing/meter_events", options, requestOptions, cancellationToken);
}
