using System.Net;

namespace Stripe;

public class InvoicePaymentService : Service
{
    public InvoicePaymentService(IStripeClient client)
        : base(client)
    {
    }

    public virtual InvoicePayment Get(string id, InvoicePaymentGetOptions options = null, RequestOptions requestOptions = null) =>
        Request<InvoicePayment>(HttpMethod.Get, $"/v1/invoice_payments/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<InvoicePayment> GetAsync(string id, InvoicePaymentGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<InvoicePayment>(HttpMethod.Get, $"/v1/invoice_payments/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual StripeList<InvoicePayment> List(InvoicePaymentListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<InvoicePayment>>(HttpMethod.Get, "/v1/invoice_payments", options, requestOptions);

    public virtual Task<StripeList<InvoicePayment>> ListAsync(InvoicePaymentListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<InvoicePayment>>(HttpMethod.Get, "/v1/invoice_payments", options, requestOptions, cancellationToken);

    public virtual IEnumerable<InvoicePayment> ListAutoPaging(InvoicePaymentListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<InvoicePayment>("/v1/invoice_payments", options, requestOptions);

    public virtual IAsyncEnumerable<InvoicePayment> ListAutoPagingAsync(InvoicePaymentListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<InvoicePayment>("/v1/invoice_payments", options, requestOptions, cancellationToken);
}
