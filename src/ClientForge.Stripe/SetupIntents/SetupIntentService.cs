using System.Net;

namespace Stripe;

public class SetupIntentService : Service
{
    public SetupIntentService(IStripeClient client)
        : base(client)
    {
    }

    public virtual SetupIntent Cancel(string id, SetupIntentCancelOptions options = null, RequestOptions requestOptions = null) =>
        Request<SetupIntent>(HttpMethod.Post, $"/v1/setup_intents/{WebUtility.UrlEncode(id)}/cancel", options, requestOptions);

    public virtual Task<SetupIntent> CancelAsync(string id, SetupIntentCancelOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<SetupIntent>(HttpMethod.Post, $"/v1/setup_intents/{WebUtility.UrlEncode(id)}/cancel", options, requestOptions, cancellationToken);

    public virtual SetupIntent Confirm(string id, SetupIntentConfirmOptions options = null, RequestOptions requestOptions = null) =>
        Request<SetupIntent>(HttpMethod.Post, $"/v1/setup_intents/{WebUtility.UrlEncode(id)}/confirm", options, requestOptions);

    public virtual Task<SetupIntent> ConfirmAsync(string id, SetupIntentConfirmOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<SetupIntent>(HttpMethod.Post, $"/v1/setup_intents/{WebUtility.UrlEncode(id)}/confirm", options, requestOptions, cancellationToken);

    public virtual SetupIntent Create(SetupIntentCreateOptions options, RequestOptions requestOptions = null) =>
        Request<SetupIntent>(HttpMethod.Post, "/v1/setup_intents", options, requestOptions);

    public virtual Task<SetupIntent> CreateAsync(SetupIntentCreateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<SetupIntent>(HttpMethod.Post, "/v1/setup_intents", options, requestOptions, cancellationToken);

    public virtual SetupIntent Get(string id, SetupIntentGetOptions options = null, RequestOptions requestOptions = null) =>
        Request<SetupIntent>(HttpMethod.Get, $"/v1/setup_intents/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<SetupIntent> GetAsync(string id, SetupIntentGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<SetupIntent>(HttpMethod.Get, $"/v1/setup_intents/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual StripeList<SetupIntent> List(SetupIntentListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<SetupIntent>>(HttpMethod.Get, "/v1/setup_intents", options, requestOptions);

    public virtual Task<StripeList<SetupIntent>> ListAsync(SetupIntentListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<SetupIntent>>(HttpMethod.Get, "/v1/setup_intents", options, requestOptions, cancellationToken);

    public virtual IEnumerable<SetupIntent> ListAutoPaging(SetupIntentListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<SetupIntent>("/v1/setup_intents", options, requestOptions);

    public virtual IAsyncEnumerable<SetupIntent> ListAutoPagingAsync(SetupIntentListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<SetupIntent>("/v1/setup_intents", options, requestOptions, cancellationToken);

    public virtual SetupIntent Update(string id, SetupIntentUpdateOptions options, RequestOptions requestOptions = null) =>
        Request<SetupIntent>(HttpMethod.Post, $"/v1/setup_intents/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<SetupIntent> UpdateAsync(string id, SetupIntentUpdateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<SetupIntent>(HttpMethod.Post, $"/v1/setup_intents/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual SetupIntent VerifyMicrodeposits(string id, SetupIntentVerifyMicrodepositsOptions options = null, RequestOptions requestOptions = null) =>
        Request<SetupIntent>(HttpMethod.Post, $"/v1/setup_intents/{WebUtility.UrlEncode(id)}/verify_microdeposits", options, requestOptions);

    public virtual Task<SetupIntent> VerifyMicrodepositsAsync(string id, SetupIntentVerifyMicrodepositsOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<SetupIntent>(HttpMethod.Post, $"/v1/setup_intents/{WebUtility.UrlEncode(id)}/verify_microdeposits", options, requestOptions, cancellationToken);
}
