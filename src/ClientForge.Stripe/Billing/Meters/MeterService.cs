using System.Net;

namespace Stripe.Billing;

public class MeterService : Service
{
    private MeterEventSummaryService _eventSummaries;

    public MeterService(IStripeClient client)
        : base(client)
    {
    }

    public virtual MeterEventSummaryService EventSummaries => _eventSummaries ??= new MeterEventSummaryService(Client);

    public virtual Meter Create(MeterCreateOptions options, RequestOptions requestOptions = null) =>
        Request<Meter>(HttpMethod.Post, "/v1/billing/meters", options, requestOptions);

    public virtual Task<Meter> CreateAsync(MeterCreateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Meter>(HttpMethod.Post, "/v1/billing/meters", options, requestOptions, cancellationToken);

    public virtual Meter Deactivate(string id, MeterDeactivateOptions options = null, RequestOptions requestOptions = null) =>
        Request<Meter>(HttpMethod.Post, $"/v1/billing/meters/{WebUtility.UrlEncode(id)}/deactivate", options, requestOptions);

    public virtual Task<Meter> DeactivateAsync(string id, MeterDeactivateOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Meter>(HttpMethod.Post, $"/v1/billing/meters/{WebUtility.UrlEncode(id)}/deactivate", options, requestOptions, cancellationToken);

    public virtual Meter Get(string id, MeterGetOptions options = null, RequestOptions requestOptions = null) =>
        Request<Meter>(HttpMethod.Get, $"/v1/billing/meters/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<Meter> GetAsync(string id, MeterGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Meter>(HttpMethod.Get, $"/v1/billing/meters/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual StripeList<Meter> List(MeterListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<Meter>>(HttpMethod.Get, "/v1/billing/meters", options, requestOptions);

    public virtual Task<StripeList<Meter>> ListAsync(MeterListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<Meter>>(HttpMethod.Get, "/v1/billing/meters", options, requestOptions, cancellationToken);

    public virtual IEnumerable<Meter> ListAutoPaging(MeterListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<Meter>("/v1/billing/meters", options, requestOptions);

    public virtual IAsyncEnumerable<Meter> ListAutoPagingAsync(MeterListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<Meter>("/v1/billing/meters", options, requestOptions, cancellationToken);

    public virtual Meter Reactivate(string id, MeterReactivateOptions options = null, RequestOptions requestOptions = null) =>
        Request<Meter>(HttpMethod.Post, $"/v1/billing/meters/{WebUtility.UrlEncode(id)}/reactivate", options, requestOptions);

    public virtual Task<Meter> ReactivateAsync(string id, MeterReactivateOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Meter>(HttpMethod.Post, $"/v1/billing/meters/{WebUtility.UrlEncode(id)}/reactivate", options, requestOptions, cancellationToken);

    public virtual Meter Update(string id, MeterUpdateOptions options, RequestOptions requestOptions = null) =>
        Request<Meter>(HttpMethod.Post, $"/v1/billing/meters/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<Meter> UpdateAsync(string id, MeterUpdateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Meter>(HttpMethod.Post, $"/v1/billing/meters/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);
}
