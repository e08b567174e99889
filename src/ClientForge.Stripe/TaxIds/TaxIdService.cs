using System.Net;

namespace Stripe;

public class TaxIdService : Service
{
    public TaxIdService(IStripeClient client)
        : base(client)
    {
    }

    public virtual TaxId Create(TaxIdCreateOptions options, RequestOptions requestOptions = null) =>
        Request<TaxId>(HttpMethod.Post, "/v1/tax_ids", options, requestOptions);

    public virtual Task<TaxId> CreateAsync(TaxIdCreateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<TaxId>(HttpMethod.Post, "/v1/tax_ids", options, requestOptions, cancellationToken);

    public virtual TaxId Delete(string id, TaxIdDeleteOptions options = null, RequestOptions requestOptions = null) =>
        Request<TaxId>(HttpMethod.Delete, $"/v1/tax_ids/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<TaxId> DeleteAsync(string id, TaxIdDeleteOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<TaxId>(HttpMethod.Delete, $"/v1/tax_ids/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual TaxId Get(string id, TaxIdGetOptions options = null, RequestOptions requestOptions = null) =>
        Request<TaxId>(HttpMethod.Get, $"/v1/tax_ids/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<TaxId> GetAsync(string id, TaxIdGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<TaxId>(HttpMethod.Get, $"/v1/tax_ids/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual StripeList<TaxId> List(TaxIdListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<TaxId>>(HttpMethod.Get, "/v1/tax_ids", options, requestOptions);

    public virtual Task<StripeList<TaxId>> ListAsync(TaxIdListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<TaxId>>(HttpMethod.Get, "/v1/tax_ids", options, requestOptions, cancellationToken);

    public virtual IEnumerable<TaxId> ListAutoPaging(TaxIdListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<TaxId>("/v1/tax_ids", options, requestOptions);

    public virtual IAsyncEnumerable<TaxId> ListAutoPagingAsync(TaxIdListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<TaxId>("/v1/tax_ids", options, requestOptions, cancellationToken);

    public virtual TaxId Create(string parentId, TaxIdCreateOptions options = null, RequestOptions requestOptions = null) =>
        Request<TaxId>(HttpMethod.Post, $"/v1/customers/{WebUtility.UrlEncode(parentId)}/tax_ids", options, requestOptions);

    public virtual Task<TaxId> CreateAsync(string parentId, TaxIdCreateOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<TaxId>(HttpMethod.Post, $"/v1/customers/{WebUtility.UrlEncode(parentId)}/tax_ids", options, requestOptions, cancellationToken);

    public virtual TaxId Delete(string parentId, string id, TaxIdDeleteOptions options = null, RequestOptions requestOptions = null) =>
        Request<TaxId>(HttpMethod.Delete, $"/v1/customers/{WebUtility.UrlEncode(parentId)}/tax_ids/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<TaxId> DeleteAsync(string parentId, string id, TaxIdDeleteOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<TaxId>(HttpMethod.Delete, $"/v1/customers/{WebUtility.UrlEncode(parentId)}/tax_ids/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual TaxId Get(string parentId, string id, TaxIdGetOptions options = null, RequestOptions requestOptions = null) =>
        Request<TaxId>(HttpMethod.Get, $"/v1/customers/{WebUtility.UrlEncode(parentId)}/tax_ids/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<TaxId> GetAsync(string parentId, string id, TaxIdGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<TaxId>(HttpMethod.Get, $"/v1/customers/{WebUtility.UrlEncode(parentId)}/tax_ids/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual StripeList<TaxId> List(string parentId, TaxIdListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<TaxId>>(HttpMethod.Get, $"/v1/customers/{WebUtility.UrlEncode(parentId)}/tax_ids", options, requestOptions);

    public virtual Task<StripeList<TaxId>> ListAsync(string parentId, TaxIdListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<TaxId>>(HttpMethod.Get, $"/v1/customers/{WebUtility.UrlEncode(parentId)}/tax_ids", options, requestOptions, cancellationToken);

    public virtual IEnumerable<TaxId> ListAutoPaging(string parentId, TaxIdListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<TaxId>($"/v1/customers/{WebUtility.UrlEncode(parentId)}/tax_ids", options, requestOptions);

    public virtual IAsyncEnumerable<TaxId> ListAutoPagingAsync(string parentId, TaxIdListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<TaxId>($"/v1/customers/{WebUtility.UrlEncode(parentId)}/tax_ids", options, requestOptions, cancellationToken);
}
