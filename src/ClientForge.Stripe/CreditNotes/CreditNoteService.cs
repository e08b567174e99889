using System.Net;

namespace Stripe;

public class CreditNoteService : Service
{
    public CreditNoteService(IStripeClient client)
        : base(client)
    {
    }

    public virtual CreditNote Create(CreditNoteCreateOptions options, RequestOptions requestOptions = null) =>
        Request<CreditNote>(HttpMethod.Post, "/v1/credit_notes", options, requestOptions);

    public virtual Task<CreditNote> CreateAsync(CreditNoteCreateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<CreditNote>(HttpMethod.Post, "/v1/credit_notes", options, requestOptions, cancellationToken);

    public virtual CreditNote Get(string id, CreditNoteGetOptions options = null, RequestOptions requestOptions = null) =>
        Request<CreditNote>(HttpMethod.Get, $"/v1/credit_notes/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<CreditNote> GetAsync(string id, CreditNoteGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<CreditNote>(HttpMethod.Get, $"/v1/credit_notes/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual StripeList<CreditNote> List(CreditNoteListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<CreditNote>>(HttpMethod.Get, "/v1/credit_notes", options, requestOptions);

    public virtual Task<StripeList<CreditNote>> ListAsync(CreditNoteListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<CreditNote>>(HttpMethod.Get, "/v1/credit_notes", options, requestOptions, cancellationToken);

    public virtual IEnumerable<CreditNote> ListAutoPaging(CreditNoteListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<CreditNote>("/v1/credit_notes", options, requestOptions);

    public virtual IAsyncEnumerable<CreditNote> ListAutoPagingAsync(CreditNoteListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<CreditNote>("/v1/credit_notes", options, requestOptions, cancellationToken);

    public virtual StripeList<CreditNoteLineItem> ListLineItems(string id, CreditNoteListLineItemsOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<CreditNoteLineItem>>(HttpMethod.Get, $"/v1/credit_notes/{WebUtility.UrlEncode(id)}/lines", options, requestOptions);

    public virtual Task<StripeList<CreditNoteLineItem>> ListLineItemsAsync(string id, CreditNoteListLineItemsOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<CreditNoteLineItem>>(HttpMethod.Get, $"/v1/credit_notes/{WebUtility.UrlEncode(id)}/lines", options, requestOptions, cancellationToken);

    public virtual IEnumerable<CreditNoteLineItem> ListLineItemsAutoPaging(string id, CreditNoteListLineItemsOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<CreditNoteLineItem>($"/v1/credit_notes/{WebUtility.UrlEncode(id)}/lines", options, requestOptions);

    public virtual IAsyncEnumerable<CreditNoteLineItem> ListLineItemsAutoPagingAsync(string id, CreditNoteListLineItemsOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<CreditNoteLineItem>($"/v1/credit_notes/{WebUtility.UrlEncode(id)}/lines", options, requestOptions, cancellationToken);

    public virtual CreditNote Preview(CreditNotePreviewOptions options, RequestOptions requestOptions = null) =>
        Request<CreditNote>(HttpMethod.Get, "/v1/credit_notes/preview", options, requestOptions);

    public virtual Task<CreditNote> PreviewAsync(CreditNotePreviewOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<CreditNote>(HttpMethod.Get, "/v1/credit_notes/preview", options, requestOptions, cancellationToken);

    public virtual CreditNote Update(string id, CreditNoteUpdateOptions options, RequestOptions requestOptions = null) =>
        Request<CreditNote>(HttpMethod.Post, $"/v1/credit_notes/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<CreditNote> UpdateAsync(string id, CreditNoteUpdateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<CreditNote>(HttpMethod.Post, $"/v1/credit_notes/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual CreditNote VoidCreditNote(string id, CreditNoteVoidOptions options = null, RequestOptions requestOptions = null) =>
        Request<CreditNote>(HttpMethod.Post, $"/v1/credit_notes/{WebUtility.UrlEncode(id)}/void", options, requestOptions);

    public virtual Task<CreditNote> VoidCreditNoteAsync(string id, CreditNoteVoidOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<CreditNote>(HttpMethod.Post, $"/v1/credit_notes/{WebUtility.UrlEncode(id)}/void", options, requestOptions, cancellationToken);

    public virtual StripeList<CreditNoteLineItem> ListPreviewLineItems(CreditNoteListPreviewLineItemsOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<CreditNoteLineItem>>(HttpMethod.Get, "/v1/credit_notes/preview/lines", options, requestOptions);

    public virtual Task<StripeList<CreditNoteLineItem>> ListPreviewLineItemsAsync(CreditNoteListPreviewLineItemsOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<CreditNoteLineItem>>(HttpMethod.Get, "/v1/credit_notes/preview/lines", options, requestOptions, cancellationToken);

    public virtual IEnumerable<CreditNoteLineItem> ListPreviewLineItemsAutoPaging(CreditNoteListPreviewLineItemsOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<CreditNoteLineItem>("/v1/credit_notes/preview/lines", options, requestOptions);

    public virtual IAsyncEnumerable<CreditNoteLineItem> ListPreviewLineItemsAutoPagingAsync(CreditNoteListPreviewLineItemsOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<CreditNoteLineItem>("/v1/credit_notes/preview/lines", options, requestOptions, cancellationToken);
}
