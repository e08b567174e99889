using System.Net;

namespace Stripe;

public class ProductService : Service
{
    public ProductService(IStripeClient client)
        : base(client)
    {
    }

    public virtual Product Create(ProductCreateOptions options, RequestOptions requestOptions = null) =>
        Request<Product>(HttpMethod.Post, "/v1/products", options, requestOptions);

    public virtual Task<Product> CreateAsync(ProductCreateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Product>(HttpMethod.Post, "/v1/products", options, requestOptions, cancellationToken);

    public virtual Product Delete(string id, ProductDeleteOptions options = null, RequestOptions requestOptions = null) =>
        Request<Product>(HttpMethod.Delete, $"/v1/products/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<Product> DeleteAsync(string id, ProductDeleteOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Product>(HttpMethod.Delete, $"/v1/products/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual Product Get(string id, ProductGetOptions options = null, RequestOptions requestOptions = null) =>
        Request<Product>(HttpMethod.Get, $"/v1/products/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<Product> GetAsync(string id, ProductGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Product>(HttpMethod.Get, $"/v1/products/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual StripeList<Product> List(ProductListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<Product>>(HttpMethod.Get, "/v1/products", options, requestOptions);

    public virtual Task<StripeList<Product>> ListAsync(ProductListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<Product>>(HttpMethod.Get, "/v1/products", options, requestOptions, cancellationToken);

    public virtual IEnumerable<Product> ListAutoPaging(ProductListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<Product>("/v1/products", options, requestOptions);

    public virtual IAsyncEnumerable<Product> ListAutoPagingAsync(ProductListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<Product>("/v1/products", options, requestOptions, cancellationToken);

    public virtual StripeSearchResult<Product> Search(ProductSearchOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeSearchResult<Product>>(HttpMethod.Get, "/v1/products/search", options, requestOptions);

    public virtual Task<StripeSearchResult<Product>> SearchAsync(ProductSearchOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeSearchResult<Product>>(HttpMethod.Get, "/v1/products/search", options, requestOptions, cancellationToken);

    public virtual IEnumerable<Product> SearchAutoPaging(ProductSearchOptions options = null, RequestOptions requestOptions = null) =>
        SearchPages<Product>("/v1/products/search", options, requestOptions);

    public virtual IAsyncEnumerable<Product> SearchAutoPagingAsync(ProductSearchOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        SearchPagesAsync<Product>("/v1/products/search", options, requestOptions, cancellationToken);

    public virtual Product Update(string id, ProductUpdateOptions options, RequestOptions requestOptions = null) =>
        Request<Product>(HttpMethod.Post, $"/v1/products/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<Product> UpdateAsync(string id, ProductUpdateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Product>(HttpMethod.Post, $"/v1/products/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);
}
