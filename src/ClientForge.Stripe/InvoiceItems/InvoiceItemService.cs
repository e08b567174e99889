using System.Net;

namespace Stripe;

public class InvoiceItemService : Service
{
    public InvoiceItemService(IStripeClient client)
        : base(client)
    {
    }

    public virtual InvoiceItem Create(InvoiceItemCreateOptions options, RequestOptions requestOptions = null) =>
        Request<InvoiceItem>(HttpMethod.Post, "/v1/invoiceitems", options, requestOptions);

    public virtual Task<InvoiceItem> CreateAsync(InvoiceItemCreateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<InvoiceItem>(HttpMethod.Post, "/v1/invoiceitems", options, requestOptions, cancellationToken);

    public virtual InvoiceItem Delete(string id, InvoiceItemDeleteOptions options = null, RequestOptions requestOptions = null) =>
        Request<InvoiceItem>(HttpMethod.Delete, $"/v1/invoiceitems/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<InvoiceItem> DeleteAsync(string id, InvoiceItemDeleteOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<InvoiceItem>(HttpMethod.Delete, $"/v1/invoiceitems/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual InvoiceItem Get(string id, InvoiceItemGetOptions options = null, RequestOptions requestOptions = null) =>
        Request<InvoiceItem>(HttpMethod.Get, $"/v1/invoiceitems/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<InvoiceItem> GetAsync(string id, InvoiceItemGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<InvoiceItem>(HttpMethod.Get, $"/v1/invoiceitems/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual StripeList<InvoiceItem> List(InvoiceItemListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<InvoiceItem>>(HttpMethod.Get, "/v1/invoiceitems", options, requestOptions);

    public virtual Task<StripeList<InvoiceItem>> ListAsync(InvoiceItemListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<InvoiceItem>>(HttpMethod.Get, "/v1/invoiceitems", options, requestOptions, cancellationToken);

    public virtual IEnumerable<InvoiceItem> ListAutoPaging(InvoiceItemListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<InvoiceItem>("/v1/invoiceitems", options, requestOptions);

    public virtual IAsyncEnumerable<InvoiceItem> ListAutoPagingAsync(InvoiceItemListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<InvoiceItem>("/v1/invoiceitems", options, requestOptions, cancellationToken);

    public virtual InvoiceItem Update(string id, InvoiceItemUpdateOptions options, RequestOptions requestOptions = null) =>
        Request<InvoiceItem>(HttpMethod.Post, $"/v1/invoiceitems/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<InvoiceItem> UpdateAsync(string id, InvoiceItemUpdateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<InvoiceItem>(HttpMethod.Post, $"/v1/invoiceitems/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);
}
