using System.Net;

namespace Stripe;

public class RefundService : Service
{
    public RefundService(IStripeClient client)
        : base(client)
    {
    }

    public virtual Refund Cancel(string id, RefundCancelOptions options = null, RequestOptions requestOptions = null) =>
        Request<Refund>(HttpMethod.Post, $"/v1/refunds/{WebUtility.UrlEncode(id)}/cancel", options, requestOptions);

    public virtual Task<Refund> CancelAsync(string id, RefundCancelOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Refund>(HttpMethod.Post, $"/v1/refunds/{WebUtility.UrlEncode(id)}/cancel", options, requestOptions, cancellationToken);

    public virtual Refund Create(RefundCreateOptions options, RequestOptions requestOptions = null) =>
        Request<Refund>(HttpMethod.Post, "/v1/refunds", options, requestOptions);

    public virtual Task<Refund> CreateAsync(RefundCreateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Refund>(HttpMethod.Post, "/v1/refunds", options, requestOptions, cancellationToken);

    public virtual Refund Get(string id, RefundGetOptions options = null, RequestOptions requestOptions = null) =>
        Request<Refund>(HttpMethod.Get, $"/v1/refunds/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<Refund> GetAsync(string id, RefundGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Refund>(HttpMethod.Get, $"/v1/refunds/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual StripeList<Refund> List(RefundListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<Refund>>(HttpMethod.Get, "/v1/refunds", options, requestOptions);

    public virtual Task<StripeList<Refund>> ListAsync(RefundListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<Refund>>(HttpMethod.Get, "/v1/refunds", options, requestOptions, cancellationToken);

    public virtual IEnumerable<Refund> ListAutoPaging(RefundListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<Refund>("/v1/refunds", options, requestOptions);

    public virtual IAsyncEnumerable<Refund> ListAutoPagingAsync(RefundListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<Refund>("/v1/refunds", options, requestOptions, cancellationToken);

    public virtual Refund Update(string id, RefundUpdateOptions options, RequestOptions requestOptions = null) =>
        Request<Refund>(HttpMethod.Post, $"/v1/refunds/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<Refund> UpdateAsync(string id, RefundUpdateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Refund>(HttpMethod.Post, $"/v1/refunds/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);
}
