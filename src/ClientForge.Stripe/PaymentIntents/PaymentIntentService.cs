using System.Net;

namespace Stripe;

public class PaymentIntentService : Service
{
    public PaymentIntentService(IStripeClient client)
        : base(client)
    {
    }

    public virtual PaymentIntent Cancel(string id, PaymentIntentCancelOptions options = null, RequestOptions requestOptions = null) =>
        Request<PaymentIntent>(HttpMethod.Post, $"/v1/payment_intents/{WebUtility.UrlEncode(id)}/cancel", options, requestOptions);

    public virtual Task<PaymentIntent> CancelAsync(string id, PaymentIntentCancelOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<PaymentIntent>(HttpMethod.Post, $"/v1/payment_intents/{WebUtility.UrlEncode(id)}/cancel", options, requestOptions, cancellationToken);

    public virtual PaymentIntent Capture(string id, PaymentIntentCaptureOptions options = null, RequestOptions requestOptions = null) =>
        Request<PaymentIntent>(HttpMethod.Post, $"/v1/payment_intents/{WebUtility.UrlEncode(id)}/capture", options, requestOptions);

    public virtual Task<PaymentIntent> CaptureAsync(string id, PaymentIntentCaptureOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<PaymentIntent>(HttpMethod.Post, $"/v1/payment_intents/{WebUtility.UrlEncode(id)}/capture", options, requestOptions, cancellationToken);

    public virtual PaymentIntent Confirm(string id, PaymentIntentConfirmOptions options = null, RequestOptions requestOptions = null) =>
        Request<PaymentIntent>(HttpMethod.Post, $"/v1/payment_intents/{WebUtility.UrlEncode(id)}/confirm", options, requestOptions);

    public virtual Task<PaymentIntent> ConfirmAsync(string id, PaymentIntentConfirmOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<PaymentIntent>(HttpMethod.Post, $"/v1/payment_intents/{WebUtility.UrlEncode(id)}/confirm", options, requestOptions, cancellationToken);

    public virtual PaymentIntent Create(PaymentIntentCreateOptions options, RequestOptions requestOptions = null) =>
        Request<PaymentIntent>(HttpMethod.Post, "/v1/payment_intents", options, requestOptions);

    public virtual Task<PaymentIntent> CreateAsync(PaymentIntentCreateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<PaymentIntent>(HttpMethod.Post, "/v1/payment_intents", options, requestOptions, cancellationToken);

    public virtual PaymentIntent Get(string id, PaymentIntentGetOptions options = null, RequestOptions requestOptions = null) =>
        Request<PaymentIntent>(HttpMethod.Get, $"/v1/payment_intents/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<PaymentIntent> GetAsync(string id, PaymentIntentGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<PaymentIntent>(HttpMethod.Get, $"/v1/payment_intents/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual PaymentIntent IncrementAuthorization(string id, PaymentIntentIncrementAuthorizationOptions options = null, RequestOptions requestOptions = null) =>
        Request<PaymentIntent>(HttpMethod.Post, $"/v1/payment_intents/{WebUtility.UrlEncode(id)}/increment_authorization", options, requestOptions);

    public virtual Task<PaymentIntent> IncrementAuthorizationAsync(string id, PaymentIntentIncrementAuthorizationOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<PaymentIntent>(HttpMethod.Post, $"/v1/payment_intents/{WebUtility.UrlEncode(id)}/increment_authorization", options, requestOptions, cancellationToken);

    public virtual StripeList<PaymentIntent> List(PaymentIntentListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<PaymentIntent>>(HttpMethod.Get, "/v1/payment_intents", options, requestOptions);

    public virtual Task<StripeList<PaymentIntent>> ListAsync(PaymentIntentListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<PaymentIntent>>(HttpMethod.Get, "/v1/payment_intents", options, requestOptions, cancellationToken);

    public virtual IEnumerable<PaymentIntent> ListAutoPaging(PaymentIntentListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<PaymentIntent>("/v1/payment_intents", options, requestOptions);

    public virtual IAsyncEnumerable<PaymentIntent> ListAutoPagingAsync(PaymentIntentListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<PaymentIntent>("/v1/payment_intents", options, requestOptions, cancellationToken);

    public virtual StripeSearchResult<PaymentIntent> Search(PaymentIntentSearchOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeSearchResult<PaymentIntent>>(HttpMethod.Get, "/v1/payment_intents/search", options, requestOptions);

    public virtual Task<StripeSearchResult<PaymentIntent>> SearchAsync(PaymentIntentSearchOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeSearchResult<PaymentIntent>>(HttpMethod.Get, "/v1/payment_intents/search", options, requestOptions, cancellationToken);

    public virtual IEnumerable<PaymentIntent> SearchAutoPaging(PaymentIntentSearchOptions options = null, RequestOptions requestOptions = null) =>
        SearchPages<PaymentIntent>("/v1/payment_intents/search", options, requestOptions);

    public virtual IAsyncEnumerable<PaymentIntent> SearchAutoPagingAsync(PaymentIntentSearchOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        SearchPagesAsync<PaymentIntent>("/v1/payment_intents/search", options, requestOptions, cancellationToken);

    public virtual PaymentIntent Update(string id, PaymentIntentUpdateOptions options, RequestOptions requestOptions = null) =>
        Request<PaymentIntent>(HttpMethod.Post, $"/v1/payment_intents/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<PaymentIntent> UpdateAsync(string id, PaymentIntentUpdateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<PaymentIntent>(HttpMethod.Post, $"/v1/payment_intents/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual PaymentIntent VerifyMicrodeposits(string id, PaymentIntentVerifyMicrodepositsOptions options = null, RequestOptions requestOptions = null) =>
        Request<PaymentIntent>(HttpMethod.Post, $"/v1/payment_intents/{WebUtility.UrlEncode(id)}/verify_microdeposits", options, requestOptions);

    public virtual Task<PaymentIntent> VerifyMicrodepositsAsync(string id, PaymentIntentVerifyMicrodepositsOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<PaymentIntent>(HttpMethod.Post, $"/v1/payment_intents/{WebUtility.UrlEncode(id)}/verify_microdeposits", options, requestOptions, cancellationToken);
}
