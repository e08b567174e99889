using System.Net;

namespace Stripe;

public class CouponService : Service
{
    public CouponService(IStripeClient client)
        : base(client)
    {
    }

    public virtual Coupon Create(CouponCreateOptions options, RequestOptions requestOptions = null) =>
        Request<Coupon>(HttpMethod.Post, "/v1/coupons", options, requestOptions);

    public virtual Task<Coupon> CreateAsync(CouponCreateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Coupon>(HttpMethod.Post, "/v1/coupons", options, requestOptions, cancellationToken);

    public virtual Coupon Delete(string id, CouponDeleteOptions options = null, RequestOptions requestOptions = null) =>
        Request<Coupon>(HttpMethod.Delete, $"/v1/coupons/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<Coupon> DeleteAsync(string id, CouponDeleteOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Coupon>(HttpMethod.Delete, $"/v1/coupons/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual Coupon Get(string id, CouponGetOptions options = null, RequestOptions requestOptions = null) =>
        Request<Coupon>(HttpMethod.Get, $"/v1/coupons/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<Coupon> GetAsync(string id, CouponGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Coupon>(HttpMethod.Get, $"/v1/coupons/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual StripeList<Coupon> List(CouponListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<Coupon>>(HttpMethod.Get, "/v1/coupons", options, requestOptions);

    public virtual Task<StripeList<Coupon>> ListAsync(CouponListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<Coupon>>(HttpMethod.Get, "/v1/coupons", options, requestOptions, cancellationToken);

    public virtual IEnumerable<Coupon> ListAutoPaging(CouponListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<Coupon>("/v1/coupons", options, requestOptions);

    public virtual IAsyncEnumerable<Coupon> ListAutoPagingAsync(CouponListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<Coupon>("/v1/coupons", options, requestOptions, cancellationToken);

    public virtual Coupon Update(string id, CouponUpdateOptions options, RequestOptions requestOptions = null) =>
        Request<Coupon>(HttpMethod.Post, $"/v1/coupons/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<Coupon> UpdateAsync(string id, CouponUpdateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Coupon>(HttpMethod.Post, $"/v1/coupons/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);
}
