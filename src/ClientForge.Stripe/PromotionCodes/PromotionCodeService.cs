using System.Net;

namespace Stripe;

public class PromotionCodeService : Service
{
    public PromotionCodeService(IStripeClient client)
        : base(client)
    {
    }

    public virtual PromotionCode Create(PromotionCodeCreateOptions options, RequestOptions requestOptions = null) =>
        Request<PromotionCode>(HttpMethod.Post, "/v1/promotion_codes", options, requestOptions);

    public virtual Task<PromotionCode> CreateAsync(PromotionCodeCreateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<PromotionCode>(HttpMethod.Post, "/v1/promotion_codes", options, requestOptions, cancellationToken);

    public virtual PromotionCode Get(string id, PromotionCodeGetOptions options = null, RequestOptions requestOptions = null) =>
        Request<PromotionCode>(HttpMethod.Get, $"/v1/promotion_codes/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<PromotionCode> GetAsync(string id, PromotionCodeGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<PromotionCode>(HttpMethod.Get, $"/v1/promotion_codes/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual StripeList<PromotionCode> List(PromotionCodeListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<PromotionCode>>(HttpMethod.Get, "/v1/promotion_codes", options, requestOptions);

    public virtual Task<StripeList<PromotionCode>> ListAsync(PromotionCodeListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<PromotionCode>>(HttpMethod.Get, "/v1/promotion_codes", options, requestOptions, cancellationToken);

    public virtual IEnumerable<PromotionCode> ListAutoPaging(PromotionCodeListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<PromotionCode>("/v1/promotion_codes", options, requestOptions);

    public virtual IAsyncEnumerable<PromotionCode> ListAutoPagingAsync(PromotionCodeListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<PromotionCode>("/v1/promotion_codes", options, requestOptions, cancellationToken);

    public virtual PromotionCode Update(string id, PromotionCodeUpdateOptions options, RequestOptions requestOptions = null) =>
        Request<PromotionCode>(HttpMethod.Post, $"/v1/promotion_codes/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<PromotionCode> UpdateAsync(string id, PromotionCodeUpdateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<PromotionCode>(HttpMethod.Post, $"/v1/promotion_codes/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);
}
