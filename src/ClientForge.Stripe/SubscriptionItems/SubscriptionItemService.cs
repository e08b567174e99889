using System.Net;

namespace Stripe;

public class SubscriptionItemService : Service
{
    public SubscriptionItemService(IStripeClient client)
        : base(client)
    {
    }

    public virtual SubscriptionItem Create(SubscriptionItemCreateOptions options, RequestOptions requestOptions = null) =>
        Request<SubscriptionItem>(HttpMethod.Post, "/v1/subscription_items", options, requestOptions);

    public virtual Task<SubscriptionItem> CreateAsync(SubscriptionItemCreateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<SubscriptionItem>(HttpMethod.Post, "/v1/subscription_items", options, requestOptions, cancellationToken);

    public virtual SubscriptionItem Delete(string id, SubscriptionItemDeleteOptions options = null, RequestOptions requestOptions = null) =>
        Request<SubscriptionItem>(HttpMethod.Delete, $"/v1/subscription_items/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<SubscriptionItem> DeleteAsync(string id, SubscriptionItemDeleteOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<SubscriptionItem>(HttpMethod.Delete, $"/v1/subscription_items/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual SubscriptionItem Get(string id, SubscriptionItemGetOptions options = null, RequestOptions requestOptions = null) =>
        Request<SubscriptionItem>(HttpMethod.Get, $"/v1/subscription_items/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<SubscriptionItem> GetAsync(string id, SubscriptionItemGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<SubscriptionItem>(HttpMethod.Get, $"/v1/subscription_items/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual StripeList<SubscriptionItem> List(SubscriptionItemListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<SubscriptionItem>>(HttpMethod.Get, "/v1/subscription_items", options, requestOptions);

    public virtual Task<StripeList<SubscriptionItem>> ListAsync(SubscriptionItemListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<SubscriptionItem>>(HttpMethod.Get, "/v1/subscription_items", options, requestOptions, cancellationToken);

    public virtual IEnumerable<SubscriptionItem> ListAutoPaging(SubscriptionItemListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<SubscriptionItem>("/v1/subscription_items", options, requestOptions);

    public virtual IAsyncEnumerable<SubscriptionItem> ListAutoPagingAsync(SubscriptionItemListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<SubscriptionItem>("/v1/subscription_items", options, requestOptions, cancellationToken);

    public virtual SubscriptionItem Update(string id, SubscriptionItemUpdateOptions options, RequestOptions requestOptions = null) =>
        Request<SubscriptionItem>(HttpMethod.Post, $"/v1/subscription_items/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<SubscriptionItem> UpdateAsync(string id, SubscriptionItemUpdateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<SubscriptionItem>(HttpMethod.Post, $"/v1/subscription_items/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);
}
