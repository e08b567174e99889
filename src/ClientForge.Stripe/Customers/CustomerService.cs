using System.Net;

namespace Stripe;

public class CustomerService : Service
{
    private CustomerBalanceTransactionService _balanceTransactions;
    private CustomerPaymentMethodService _paymentMethods;
    private CustomerTaxIdService _taxIds;

    public CustomerService(IStripeClient client)
        : base(client)
    {
    }

    public virtual CustomerBalanceTransactionService BalanceTransactions => _balanceTransactions ??= new CustomerBalanceTransactionService(Client);

    public virtual CustomerPaymentMethodService PaymentMethods => _paymentMethods ??= new CustomerPaymentMethodService(Client);

    public virtual CustomerTaxIdService TaxIds => _taxIds ??= new CustomerTaxIdService(Client);

    public virtual Customer Create(CustomerCreateOptions options, RequestOptions requestOptions = null) =>
        Request<Customer>(HttpMethod.Post, "/v1/customers", options, requestOptions);

    public virtual Task<Customer> CreateAsync(CustomerCreateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Customer>(HttpMethod.Post, "/v1/customers", options, requestOptions, cancellationToken);

    public virtual Customer Delete(string id, CustomerDeleteOptions options = null, RequestOptions requestOptions = null) =>
        Request<Customer>(HttpMethod.Delete, $"/v1/customers/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<Customer> DeleteAsync(string id, CustomerDeleteOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Customer>(HttpMethod.Delete, $"/v1/customers/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual Discount DeleteDiscount(string id, CustomerDeleteDiscountOptions options = null, RequestOptions requestOptions = null) =>
        Request<Discount>(HttpMethod.Delete, $"/v1/customers/{WebUtility.UrlEncode(id)}/discount", options, requestOptions);

    public virtual Task<Discount> DeleteDiscountAsync(string id, CustomerDeleteDiscountOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Discount>(HttpMethod.Delete, $"/v1/customers/{WebUtility.UrlEncode(id)}/discount", options, requestOptions, cancellationToken);

    public virtual Customer Get(string id, CustomerGetOptions options = null, RequestOptions requestOptions = null) =>
        Request<Customer>(HttpMethod.Get, $"/v1/customers/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<Customer> GetAsync(string id, CustomerGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Customer>(HttpMethod.Get, $"/v1/customers/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual StripeList<Customer> List(CustomerListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<Customer>>(HttpMethod.Get, "/v1/customers", options, requestOptions);

    public virtual Task<StripeList<Customer>> ListAsync(CustomerListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<Customer>>(HttpMethod.Get, "/v1/customers", options, requestOptions, cancellationToken);

    public virtual IEnumerable<Customer> ListAutoPaging(CustomerListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<Customer>("/v1/customers", options, requestOptions);

    public virtual IAsyncEnumerable<Customer> ListAutoPagingAsync(CustomerListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<Customer>("/v1/customers", options, requestOptions, cancellationToken);

    public virtual StripeSearchResult<Customer> Search(CustomerSearchOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeSearchResult<Customer>>(HttpMethod.Get, "/v1/customers/search", options, requestOptions);

    public virtual Task<StripeSearchResult<Customer>> SearchAsync(CustomerSearchOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeSearchResult<Customer>>(HttpMethod.Get, "/v1/customers/search", options, requestOptions, cancellationToken);

    public virtual IEnumerable<Customer> SearchAutoPaging(CustomerSearchOptions options = null, RequestOptions requestOptions = null) =>
        SearchPages<Customer>("/v1/customers/search", options, requestOptions);

    public virtual IAsyncEnumerable<Customer> SearchAutoPagingAsync(CustomerSearchOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        SearchPagesAsync<Customer>("/v1/customers/search", options, requestOptions, cancellationToken);

    public virtual Customer Update(string id, CustomerUpdateOptions options, RequestOptions requestOptions = null) =>
        Request<Customer>(HttpMethod.Post, $"/v1/customers/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<Customer> UpdateAsync(string id, CustomerUpdateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Customer>(HttpMethod.Post, $"/v1/customers/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual StripeList<PaymentMethod> ListPaymentMethods(string id, CustomerPaymentMethodListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<PaymentMethod>>(HttpMethod.Get, $"/v1/customers/{WebUtility.UrlEncode(id)}/payment_methods", options, requestOptions);

    public virtual Task<StripeList<PaymentMethod>> ListPaymentMethodsAsync(string id, CustomerPaymentMethodListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<PaymentMethod>>(HttpMethod.Get, $"/v1/customers/{WebUtility.UrlEncode(id)}/payment_methods", options, requestOptions, cancellationToken);

    public virtual IEnumerable<PaymentMethod> ListPaymentMethodsAutoPaging(string id, CustomerPaymentMethodListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<PaymentMethod>($"/v1/customers/{WebUtility.UrlEncode(id)}/payment_methods", options, requestOptions);

    public virtual IAsyncEnumerable<PaymentMethod> ListPaymentMethodsAutoPagingAsync(string id, CustomerPaymentMethodListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<PaymentMethod>($"/v1/customers/{WebUtility.UrlEncode(id)}/payment_methods", options, requestOptions, cancellationToken);

    public virtual PaymentMethod RetrievePaymentMethod(string parentId, string id, CustomerPaymentMethodGetOptions options = null, RequestOptions requestOptions = null) =>
        Request<PaymentMethod>(HttpMethod.Get, $"/v1/customers/{WebUtility.UrlEncode(parentId)}/payment_methods/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<PaymentMethod> RetrievePaymentMethodAsync(string parentId, string id, CustomerPaymentMethodGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<PaymentMethod>(HttpMethod.Get, $"/v1/customers/{WebUtility.UrlEncode(parentId)}/payment_methods/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);
}
