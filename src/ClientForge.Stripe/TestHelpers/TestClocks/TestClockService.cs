using System.Net;

namespace Stripe.TestHelpers;

public class TestClockService : Service
{
    public TestClockService(IStripeClient client)
        : base(client)
    {
    }

    public virtual TestClock Advance(string id, TestClockAdvanceOptions options = null, RequestOptions requestOptions = null) =>
        Request<TestClock>(HttpMethod.Post, $"/v1/test_helpers/test_clocks/{WebUtility.UrlEncode(id)}/advance", options, requestOptions);

    public virtual Task<TestClock> AdvanceAsync(string id, TestClockAdvanceOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<TestClock>(HttpMethod.Post, $"/v1/test_helpers/test_clocks/{WebUtility.UrlEncode(id)}/advance", options, requestOptions, cancellationToken);

    public virtual TestClock Create(TestClockCreateOptions options, RequestOptions requestOptions = null) =>
        Request<TestClock>(HttpMethod.Post, "/v1/test_helpers/test_clocks", options, requestOptions);

    public virtual Task<TestClock> CreateAsync(TestClockCreateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<TestClock>(HttpMethod.Post, "/v1/test_helpers/test_clocks", options, requestOptions, cancellationToken);

    public virtual TestClock Delete(string id, TestClockDeleteOptions options = null, RequestOptions requestOptions = null) =>
        Request<TestClock>(HttpMethod.Delete, $"/v1/test_helpers/test_clocks/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<TestClock> DeleteAsync(string id, TestClockDeleteOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<TestClock>(HttpMethod.Delete, $"/v1/test_helpers/test_clocks/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual TestClock Get(string id, TestClockGetOptions options = null, RequestOptions requestOptions = null) =>
        Request<TestClock>(HttpMethod.Get, $"/v1/test_helpers/test_clocks/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<TestClock> GetAsync(string id, TestClockGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<TestClock>(HttpMethod.Get, $"/v1/test_helpers/test_clocks/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual StripeList<TestClock> List(TestClockListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<TestClock>>(HttpMethod.Get, "/v1/test_helpers/test_clocks", options, requestOptions);

    public virtual Task<StripeList<TestClock>> ListAsync(TestClockListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<TestClock>>(HttpMethod.Get, "/v1/test_helpers/test_clocks", options, requestOptions, cancellationToken);

    public virtual IEnumerable<TestClock> ListAutoPaging(TestClockListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<TestClock>("/v1/test_helpers/test_clocks", options, requestOptions);

    public virtual IAsyncEnumerable<TestClock> ListAutoPagingAsync(TestClockListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<TestClock>("/v1/test_helpers/test_clocks", options, requestOptions, cancellationToken);
}
