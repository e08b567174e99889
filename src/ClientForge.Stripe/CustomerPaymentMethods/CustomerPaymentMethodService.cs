using System.Net;

namespace Stripe;

public class CustomerPaymentMethodService : Service
{
    public CustomerPaymentMethodService(IStripeClient client)
        : base(client)
    {
    }

    public virtual PaymentMethod Get(string parentId, string id, CustomerPaymentMethodGetOptions options = null, RequestOptions requestOptions = null) =>
        Request<PaymentMethod>(HttpMethod.Get, $"/v1/customers/{WebUtility.UrlEncode(parentId)}/payment_methods/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<PaymentMethod> GetAsync(string parentId, string id, CustomerPaymentMethodGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<PaymentMethod>(HttpMethod.Get, $"/v1/customers/{WebUtility.UrlEncode(parentId)}/payment_methods/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual StripeList<PaymentMethod> List(string parentId, CustomerPaymentMethodListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<PaymentMethod>>(HttpMethod.Get, $"/v1/customers/{WebUtility.UrlEncode(parentId)}/payment_methods", options, requestOptions);

    public virtual Task<StripeList<PaymentMethod>> ListAsync(string parentId, CustomerPaymentMethodListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<PaymentMethod>>(HttpMethod.Get, $"/v1/customers/{WebUtility.UrlEncode(parentId)}/payment_methods", options, requestOptions, cancellationToken);

    public virtual IEnumerable<PaymentMethod> ListAutoPaging(string parentId, CustomerPaymentMethodListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<PaymentMethod>($"/v1/customers/{WebUtility.UrlEncode(parentId)}/payment_methods", options, requestOptions);

    public virtual IAsyncEnumerable<PaymentMethod> ListAutoPagingAsync(string parentId, CustomerPaymentMethodListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<PaymentMethod>($"/v1/customers/{WebUtility.UrlEncode(parentId)}/payment_methods", options, requestOptions, cancellationToken);
}
