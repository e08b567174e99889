using System.Net;

namespace Stripe;

public class InvoiceLineItemService : Service
{
    public InvoiceLineItemService(IStripeClient client)
        : base(client)
    {
    }

    public virtual StripeList<InvoiceLineItem> List(string parentId, InvoiceLineItemListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<InvoiceLineItem>>(HttpMethod.Get, $"/v1/invoices/{WebUtility.UrlEncode(parentId)}/lines", options, requestOptions);

    public virtual Task<StripeList<InvoiceLineItem>> ListAsync(string parentId, InvoiceLineItemListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<InvoiceLineItem>>(HttpMethod.Get, $"/v1/invoices/{WebUtility.UrlEncode(parentId)}/lines", options, requestOptions, cancellationToken);

    public virtual IEnumerable<InvoiceLineItem> ListAutoPaging(string parentId, InvoiceLineItemListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<InvoiceLineItem>($"/v1/invoices/{WebUtility.UrlEncode(parentId)}/lines", options, requestOptions);

    public virtual IAsyncEnumerable<InvoiceLineItem> ListAutoPagingAsync(string parentId, InvoiceLineItemListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<InvoiceLineItem>($"/v1/invoices/{WebUtility.UrlEncode(parentId)}/lines", options, requestOptions, cancellationToken);

    public virtual InvoiceLineItem Update(string parentId, string id, InvoiceLineItemUpdateOptions options, RequestOptions requestOptions = null) =>
        Request<InvoiceLineItem>(HttpMethod.Post, $"/v1/invoices/{WebUtility.UrlEncode(parentId)}/lines/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<InvoiceLineItem> UpdateAsync(string parentId, string id, InvoiceLineItemUpdateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<InvoiceLineItem>(HttpMethod.Post, $"/v1/invoices/{WebUtility.UrlEncode(parentId)}/lines/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);
}
