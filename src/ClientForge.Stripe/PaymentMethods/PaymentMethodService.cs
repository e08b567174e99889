using System.Net;

namespace Stripe;

public class PaymentMethodService : Service
{
    public PaymentMethodService(IStripeClient client)
        : base(client)
    {
    }

    public virtual PaymentMethod Attach(string id, PaymentMethodAttachOptions options = null, RequestOptions requestOptions = null) =>
        Request<PaymentMethod>(HttpMethod.Post, $"/v1/payment_methods/{WebUtility.UrlEncode(id)}/attach", options, requestOptions);

    public virtual Task<PaymentMethod> AttachAsync(string id, PaymentMethodAttachOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<PaymentMethod>(HttpMethod.Post, $"/v1/payment_methods/{WebUtility.UrlEncode(id)}/attach", options, requestOptions, cancellationToken);

    public virtual PaymentMethod Create(PaymentMethodCreateOptions options, RequestOptions requestOptions = null) =>
        Request<PaymentMethod>(HttpMethod.Post, "/v1/payment_methods", options, requestOptions);

    public virtual Task<PaymentMethod> CreateAsync(PaymentMethodCreateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<PaymentMethod>(HttpMethod.Post, "/v1/payment_methods", options, requestOptions, cancellationToken);

    public virtual PaymentMethod Detach(string id, PaymentMethodDetachOptions options = null, RequestOptions requestOptions = null) =>
        Request<PaymentMethod>(HttpMethod.Post, $"/v1/payment_methods/{WebUtility.UrlEncode(id)}/detach", options, requestOptions);

    public virtual Task<PaymentMethod> DetachAsync(string id, PaymentMethodDetachOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<PaymentMethod>(HttpMethod.Post, $"/v1/payment_methods/{WebUtility.UrlEncode(id)}/detach", options, requestOptions, cancellationToken);

    public virtual PaymentMethod Get(string id, PaymentMethodGetOptions options = null, RequestOptions requestOptions = null) =>
        Request<PaymentMethod>(HttpMethod.Get, $"/v1/payment_methods/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<PaymentMethod> GetAsync(string id, PaymentMethodGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<PaymentMethod>(HttpMethod.Get, $"/v1/payment_methods/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual StripeList<PaymentMethod> List(PaymentMethodListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<PaymentMethod>>(HttpMethod.Get, "/v1/payment_methods", options, requestOptions);

    public virtual Task<StripeList<PaymentMethod>> ListAsync(PaymentMethodListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<PaymentMethod>>(HttpMethod.Get, "/v1/payment_methods", options, requestOptions, cancellationToken);

    public virtual IEnumerable<PaymentMethod> ListAutoPaging(PaymentMethodListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<PaymentMethod>("/v1/payment_methods", options, requestOptions);

    public virtual IAsyncEnumerable<PaymentMethod> ListAutoPagingAsync(PaymentMethodListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<PaymentMethod>("/v1/payment_methods", options, requestOptions, cancellationToken);

    public virtual PaymentMethod Update(string id, PaymentMethodUpdateOptions options, RequestOptions requestOptions = null) =>
        Request<PaymentMethod>(HttpMethod.Post, $"/v1/payment_methods/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<PaymentMethod> UpdateAsync(string id, PaymentMethodUpdateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<PaymentMethod>(HttpMethod.Post, $"/v1/payment_methods/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);
}
