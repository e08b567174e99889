using System.Net;

namespace Stripe;

public class BalanceTransactionService : Service
{
    public BalanceTransactionService(IStripeClient client)
        : base(client)
    {
    }

    public virtual BalanceTransaction Get(string id, BalanceTransactionGetOptions options = null, RequestOptions requestOptions = null) =>
        Request<BalanceTransaction>(HttpMethod.Get, $"/v1/balance_transactions/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<BalanceTransaction> GetAsync(string id, BalanceTransactionGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<BalanceTransaction>(HttpMethod.Get, $"/v1/balance_transactions/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual StripeList<BalanceTransaction> List(BalanceTransactionListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<BalanceTransaction>>(HttpMethod.Get, "/v1/balance_transactions", options, requestOptions);

    public virtual Task<StripeList<BalanceTransaction>> ListAsync(BalanceTransactionListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<BalanceTransaction>>(HttpMethod.Get, "/v1/balance_transactions", options, requestOptions, cancellationToken);

    public virtual IEnumerable<BalanceTransaction> ListAutoPaging(BalanceTransactionListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<BalanceTransaction>("/v1/balance_transactions", options, requestOptions);

    public virtual IAsyncEnumerable<BalanceTransaction> ListAutoPagingAsync(BalanceTransactionListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<BalanceTransaction>("/v1/balance_transactions", options, requestOptions, cancellationToken);
}
