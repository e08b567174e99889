using System.Net;

namespace Stripe;

public class PriceService : Service
{
    public PriceService(IStripeClient client)
        : base(client)
    {
    }

    public virtual Price Create(PriceCreateOptions options, RequestOptions requestOptions = null) =>
        Request<Price>(HttpMethod.Post, "/v1/prices", options, requestOptions);

    public virtual Task<Price> CreateAsync(PriceCreateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Price>(HttpMethod.Post, "/v1/prices", options, requestOptions, cancellationToken);

    public virtual Price Get(string id, PriceGetOptions options = null, RequestOptions requestOptions = null) =>
        Request<Price>(HttpMethod.Get, $"/v1/prices/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<Price> GetAsync(string id, PriceGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Price>(HttpMethod.Get, $"/v1/prices/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual StripeList<Price> List(PriceListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<Price>>(HttpMethod.Get, "/v1/prices", options, requestOptions);

    public virtual Task<StripeList<Price>> ListAsync(PriceListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<Price>>(HttpMethod.Get, "/v1/prices", options, requestOptions, cancellationToken);

    public virtual IEnumerable<Price> ListAutoPaging(PriceListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<Price>("/v1/prices", options, requestOptions);

    public virtual IAsyncEnumerable<Price> ListAutoPagingAsync(PriceListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<Price>("/v1/prices", options, requestOptions, cancellationToken);

    public virtual StripeSearchResult<Price> Search(PriceSearchOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeSearchResult<Price>>(HttpMethod.Get, "/v1/prices/search", options, requestOptions);

    public virtual Task<StripeSearchResult<Price>> SearchAsync(PriceSearchOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeSearchResult<Price>>(HttpMethod.Get, "/v1/prices/search", options, requestOptions, cancellationToken);

    public virtual IEnumerable<Price> SearchAutoPaging(PriceSearchOptions options = null, RequestOptions requestOptions = null) =>
        SearchPages<Price>("/v1/prices/search", options, requestOptions);

    public virtual IAsyncEnumerable<Price> SearchAutoPagingAsync(PriceSearchOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        SearchPagesAsync<Price>("/v1/prices/search", options, requestOptions, cancellationToken);

    public virtual Price Update(string id, PriceUpdateOptions options, RequestOptions requestOptions = null) =>
        Request<Price>(HttpMethod.Post, $"/v1/prices/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<Price> UpdateAsync(string id, PriceUpdateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Price>(HttpMethod.Post, $"/v1/prices/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);
}
