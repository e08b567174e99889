using System.Net;

namespace Stripe;

public class TaxRateService : Service
{
    public TaxRateService(IStripeClient client)
        : base(client)
    {
    }

    public virtual TaxRate Create(TaxRateCreateOptions options, RequestOptions requestOptions = null) =>
        Request<TaxRate>(HttpMethod.Post, "/v1/tax_rates", options, requestOptions);

    public virtual Task<TaxRate> CreateAsync(TaxRateCreateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<TaxRate>(HttpMethod.Post, "/v1/tax_rates", options, requestOptions, cancellationToken);

    public virtual TaxRate Get(string id, TaxRateGetOptions options = null, RequestOptions requestOptions = null) =>
        Request<TaxRate>(HttpMethod.Get, $"/v1/tax_rates/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<TaxRate> GetAsync(string id, TaxRateGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<TaxRate>(HttpMethod.Get, $"/v1/tax_rates/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual StripeList<TaxRate> List(TaxRateListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<TaxRate>>(HttpMethod.Get, "/v1/tax_rates", options, requestOptions);

    public virtual Task<StripeList<TaxRate>> ListAsync(TaxRateListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<TaxRate>>(HttpMethod.Get, "/v1/tax_rates", options, requestOptions, cancellationToken);

    public virtual IEnumerable<TaxRate> ListAutoPaging(TaxRateListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<TaxRate>("/v1/tax_rates", options, requestOptions);

    public virtual IAsyncEnumerable<TaxRate> ListAutoPagingAsync(TaxRateListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<TaxRate>("/v1/tax_rates", options, requestOptions, cancellationToken);

    public virtual TaxRate Update(string id, TaxRateUpdateOptions options, RequestOptions requestOptions = null) =>
        Request<TaxRate>(HttpMethod.Post, $"/v1/tax_rates/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<TaxRate> UpdateAsync(string id, TaxRateUpdateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<TaxRate>(HttpMethod.Post, $"/v1/tax_rates/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);
}
