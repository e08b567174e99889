using System.Net;

namespace Stripe;

public class DisputeService : Service
{
    public DisputeService(IStripeClient client)
        : base(client)
    {
    }

    public virtual Dispute Close(string id, DisputeCloseOptions options = null, RequestOptions requestOptions = null) =>
        Request<Dispute>(HttpMethod.Post, $"/v1/disputes/{WebUtility.UrlEncode(id)}/close", options, requestOptions);

    public virtual Task<Dispute> CloseAsync(string id, DisputeCloseOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Dispute>(HttpMethod.Post, $"/v1/disputes/{WebUtility.UrlEncode(id)}/close", options, requestOptions, cancellationToken);

    public virtual Dispute Get(string id, DisputeGetOptions options = null, RequestOptions requestOptions = null) =>
        Request<Dispute>(HttpMethod.Get, $"/v1/disputes/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<Dispute> GetAsync(string id, DisputeGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Dispute>(HttpMethod.Get, $"/v1/disputes/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual StripeList<Dispute> List(DisputeListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<Dispute>>(HttpMethod.Get, "/v1/disputes", options, requestOptions);

    public virtual Task<StripeList<Dispute>> ListAsync(DisputeListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<Dispute>>(HttpMethod.Get, "/v1/disputes", options, requestOptions, cancellationToken);

    public virtual IEnumerable<Dispute> ListAutoPaging(DisputeListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<Dispute>("/v1/disputes", options, requestOptions);

    public virtual IAsyncEnumerable<Dispute> ListAutoPagingAsync(DisputeListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<Dispute>("/v1/disputes", options, requestOptions, cancellationToken);

    public virtual Dispute Update(string id, DisputeUpdateOptions options, RequestOptions requestOptions = null) =>
        Request<Dispute>(HttpMethod.Post, $"/v1/disputes/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<Dispute> UpdateAsync(string id, DisputeUpdateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Dispute>(HttpMethod.Post, $"/v1/disputes/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);
}
