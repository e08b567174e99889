using System.Net;

namespace Stripe;

public class CustomerBalanceTransactionService : Service
{
    public CustomerBalanceTransactionService(IStripeClient client)
        : base(client)
    {
    }

    public virtual CustomerBalanceTransaction Create(string parentId, CustomerBalanceTransactionCreateOptions options = null, RequestOptions requestOptions = null) =>
        Request<CustomerBalanceTransaction>(HttpMethod.Post, $"/v1/customers/{WebUtility.UrlEncode(parentId)}/balance_transactions", options, requestOptions);

    public virtual Task<CustomerBalanceTransaction> CreateAsync(string parentId, CustomerBalanceTransactionCreateOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<CustomerBalanceTransaction>(HttpMethod.Post, $"/v1/customers/{WebUtility.UrlEncode(parentId)}/balance_transactions", options, requestOptions, cancellationToken);

    public virtual CustomerBalanceTransaction Get(string parentId, string id, CustomerBalanceTransactionGetOptions options = null, RequestOptions requestOptions = null) =>
        Request<CustomerBalanceTransaction>(HttpMethod.Get, $"/v1/customers/{WebUtility.UrlEncode(parentId)}/balance_transactions/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<CustomerBalanceTransaction> GetAsync(string parentId, string id, CustomerBalanceTransactionGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<CustomerBalanceTransaction>(HttpMethod.Get, $"/v1/customers/{WebUtility.UrlEncode(parentId)}/balance_transactions/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual StripeList<CustomerBalanceTransaction> List(string parentId, CustomerBalanceTransactionListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<CustomerBalanceTransaction>>(HttpMethod.Get, $"/v1/customers/{WebUtility.UrlEncode(parentId)}/balance_transactions", options, requestOptions);

    public virtual Task<StripeList<CustomerBalanceTransaction>> ListAsync(string parentId, CustomerBalanceTransactionListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<CustomerBalanceTransaction>>(HttpMethod.Get, $"/v1/customers/{WebUtility.UrlEncode(parentId)}/balance_transactions", options, requestOptions, cancellationToken);

    public virtual IEnumerable<CustomerBalanceTransaction> ListAutoPaging(string parentId, CustomerBalanceTransactionListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<CustomerBalanceTransaction>($"/v1/customers/{WebUtility.UrlEncode(parentId)}/balance_transactions", options, requestOptions);

    public virtual IAsyncEnumerable<CustomerBalanceTransaction> ListAutoPagingAsync(string parentId, CustomerBalanceTransactionListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<CustomerBalanceTransaction>($"/v1/customers/{WebUtility.UrlEncode(parentId)}/balance_transactions", options, requestOptions, cancellationToken);

    public virtual CustomerBalanceTransaction Update(string parentId, string id, CustomerBalanceTransactionUpdateOptions options, RequestOptions requestOptions = null) =>
        Request<CustomerBalanceTransaction>(HttpMethod.Post, $"/v1/customers/{WebUtility.UrlEncode(parentId)}/balance_transactions/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<CustomerBalanceTransaction> UpdateAsync(string parentId, string id, CustomerBalanceTransactionUpdateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<CustomerBalanceTransaction>(HttpMethod.Post, $"/v1/customers/{WebUtility.UrlEncode(parentId)}/balance_transactions/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);
}
