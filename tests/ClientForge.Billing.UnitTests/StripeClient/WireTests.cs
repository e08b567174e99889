using Stripe;
using static ClientForge.Billing.UnitTests.StripeNet.ScriptedServer;

namespace ClientForge.Billing.UnitTests.StripeNet;

/// <summary>The requests of the client, byte for byte on a socket.</summary>
public sealed class WireTests
{
    private static readonly string CustomerAnswer = Answer(200, """{"id":"cus_1","object":"customer"}""", "Request-Id: req_1", "Idempotency-Key: key-1");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_Headers_AreTheOfficialOnesInOrder()
    {
        await using var server = new ScriptedServer(CustomerAnswer);
        var client = NewClient(server, appInfo: new AppInfo { Name = "App", Version = "1.2", Url = "https://app.example" });

        await client.V1.Customers.CreateAsync(
            new CustomerCreateOptions { Email = "a@b.c" },
            new RequestOptions { IdempotencyKey = "key-1", StripeAccount = "acct_1" },
            Cancellation);

        var request = Assert.Single(server.Requests);
        Assert.Equal("POST /v1/customers HTTP/1.1", request.Line);
        Assert.Equal(
            ["Host", "User-Agent", "Authorization", "X-Stripe-Client-User-Agent", "Stripe-Version", "Stripe-Account", "Idempotency-Key", "Content-Type", "Content-Length"],
            request.Headers.Select(header => header.Name).OrderBy(name => name == "Host" ? 0 : 1));
        Assert.Equal("Stripe/V1 .NetBindings/52.2.0 App/1.2 (https://app.example)", WithoutAgent(request["User-Agent"]));
        Assert.Equal("Bearer sk_test_1", request["Authorization"]);
        Assert.Equal("2026-07-29.dahlia", request["Stripe-Version"]);
        Assert.Equal("acct_1", request["Stripe-Account"]);
        Assert.Equal("key-1", request["Idempotency-Key"]);
        Assert.Equal("application/x-www-form-urlencoded; charset=utf-8", request["Content-Type"]);
        Assert.Equal("email=a%40b.c", request.Body);
    }

    [Fact]
    public async Task Post_WithoutParameters_HasAnEmptyFormAndARandomKey()
    {
        await using var server = new ScriptedServer(CustomerAnswer);
        var client = NewClient(server);

        await client.V1.PaymentMethods.DetachAsync("pm_1", cancellationToken: Cancellation);
        await client.V1.PaymentMethods.DetachAsync("pm_1", cancellationToken: Cancellation);

        Assert.All(server.Requests, request => Assert.Equal("0", request["Content-Length"]));
        Assert.All(server.Requests, request => Assert.Equal("application/x-www-form-urlencoded; charset=utf-8", request["Content-Type"]));
        var keys = server.Requests.Select(request => request["Idempotency-Key"]).ToArray();
        Assert.All(keys, key => Assert.Matches("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", key));
        Assert.NotEqual(keys[0], keys[1]);
    }

    [Fact]
    public async Task GetAndDelete_HaveNoBodyAndNoKeyOfTheClientsOwn()
    {
        await using var server = new ScriptedServer(CustomerAnswer);
        var client = NewClient(server);

        await client.V1.Customers.GetAsync("cus_1", cancellationToken: Cancellation);
        await client.V1.Customers.DeleteAsync("cus_1", cancellationToken: Cancellation);
        await client.V1.Customers.DeleteAsync("cus_1", requestOptions: new RequestOptions { IdempotencyKey = "mine" }, cancellationToken: Cancellation);

        Assert.Equal(["GET /v1/customers/cus_1 HTTP/1.1", "DELETE /v1/customers/cus_1 HTTP/1.1", "DELETE /v1/customers/cus_1 HTTP/1.1"], server.Requests.Select(request => request.Line));
        Assert.Equal([null, null, "mine"], server.Requests.Select(request => request["Idempotency-Key"]));
        Assert.All(server.Requests, request => Assert.Null(request["Content-Type"]));
    }

    [Fact]
    public async Task Answer_OfACall_IsOnTheEntity()
    {
        await using var server = new ScriptedServer(CustomerAnswer);

        var customer = await NewClient(server).V1.Customers.GetAsync("cus_1", cancellationToken: Cancellation);

        Assert.Equal("cus_1", customer.Id);
        Assert.Equal("req_1", customer.StripeResponse.RequestId);
        Assert.Equal("key-1", customer.StripeResponse.IdempotencyKey);
        Assert.Contains("cus_1", customer.StripeResponse.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RawRequest_OfARecordedBody_SendsItAsItIs()
    {
        var recorder = new RecordingHttpClient("""{"id":"cus_1"}""");
        await recorder.NewClient().V1.Customers.CreateAsync(new CustomerCreateOptions { Name = "A & B", Metadata = new() { ["k"] = "v" } }, cancellationToken: Cancellation);
        var (method, target, body) = Assert.Single(recorder.Requests);
        await using var server = new ScriptedServer(CustomerAnswer);
        var client = NewClient(server);

        var response = await client.RawRequestAsync(method, target, body, new RawRequestOptions { IdempotencyKey = "cf-1", AdditionalHeaders = { ["X-Other"] = "1" } }, Cancellation);

        var request = Assert.Single(server.Requests);
        Assert.Equal("POST /v1/customers HTTP/1.1", request.Line);
        Assert.Equal("metadata[k]=v&name=A+%26+B", request.Body);
        Assert.Equal(("cf-1", "1"), (request["Idempotency-Key"], request["X-Other"]));
        Assert.Equal("application/x-www-form-urlencoded; charset=utf-8", request["Content-Type"]);
        Assert.Equal("cus_1", client.Deserialize<Customer>(response.Content).Id);
    }

    [Fact]
    public async Task RawRequest_ContentOnAGet_IsRefused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => new Stripe.StripeClient("sk_test_1").RawRequestAsync(HttpMethod.Get, "/v1/customers", "a=b", cancellationToken: Cancellation));

    [Fact]
    public async Task Telemetry_On_TellsOfTheCallBefore()
    {
        await using var server = new ScriptedServer(CustomerAnswer);
        var client = NewClient(server, telemetry: true);

        await client.V1.Customers.GetAsync("cus_1", cancellationToken: Cancellation);
        await client.V1.Customers.GetAsync("cus_1", cancellationToken: Cancellation);

        Assert.Null(server.Requests[0]["X-Stripe-Client-Telemetry"]);
        Assert.Matches("""^\{"last_request_metrics":\{"request_id":"req_1","request_duration_ms":\d+,"usage":\["stripe_client"\]\}\}$""", server.Requests[1]["X-Stripe-Client-Telemetry"]);
    }

    [Fact]
    public async Task Telemetry_Off_TellsNothing()
    {
        await using var server = new ScriptedServer(CustomerAnswer);
        var client = NewClient(server);

        await client.V1.Customers.GetAsync("cus_1", cancellationToken: Cancellation);
        await client.V1.Customers.GetAsync("cus_1", cancellationToken: Cancellation);

        Assert.All(server.Requests, request => Assert.Null(request["X-Stripe-Client-Telemetry"]));
    }

    [Fact]
    public async Task ApiBase_WithAPrefix_IsPutBeforeThePath()
    {
        await using var server = new ScriptedServer(CustomerAnswer);
        var client = new Stripe.StripeClient(new StripeClientOptions { ApiKey = "sk_test_1", ApiBase = $"{server.Url}/sandbox", StripeContext = "ctx" });

        await client.V1.Customers.GetAsync("cus_1", requestOptions: new RequestOptions { ApiKey = "sk_test_2" }, cancellationToken: Cancellation);
        await client.V1.Customers.GetAsync("cus_1", requestOptions: new RequestOptions { StripeContext = "" }, cancellationToken: Cancellation);

        Assert.Equal("GET /sandbox/v1/customers/cus_1 HTTP/1.1", server.Requests[0].Line);
        Assert.Equal(["Bearer sk_test_2", "Bearer sk_test_1"], server.Requests.Select(request => request["Authorization"]));
        Assert.Equal(["ctx", null], server.Requests.Select(request => request["Stripe-Context"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sk test")]
    public void Key_EmptyOrWithWhiteSpace_IsRefusedAtOnce(string key) =>
        Assert.Throws<ArgumentException>(() => new Stripe.StripeClient(key));

    [Fact]
    public async Task Key_Absent_IsRefusedAtTheFirstCall() =>
        await Assert.ThrowsAsync<StripeException>(() => new Stripe.StripeClient().V1.Customers.GetAsync("cus_1", cancellationToken: Cancellation));

    // The official library names the tool it was started from, where it knows it.
    private static string? WithoutAgent(string? userAgent) => userAgent?.Split(" AIAgent/")[0];

    private static Stripe.StripeClient NewClient(ScriptedServer server, bool telemetry = false, AppInfo? appInfo = null) =>
        new("sk_test_1", httpClient: new SystemNetHttpClient(new HttpClient(), maxNetworkRetries: 0, appInfo, telemetry), apiBase: server.Url);
}
