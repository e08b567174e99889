using System.Net;
using Stripe;
using static ClientForge.Billing.UnitTests.StripeNet.ScriptedServer;

namespace ClientForge.Billing.UnitTests.StripeNet;

/// <summary>What comes out of errors, broken answers and broken connections, and which of them are tried again.</summary>
public sealed class FailureTests
{
    private const string Busy = """{"error":{"type":"invalid_request_error","code":"rate_limit","message":"Too many"}}""";
    private const string Done = """{"id":"cus_1","object":"customer"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Error_OfACard_IsReadWhole()
    {
        var e = await FailAsync(402, """
            {"error":{"type":"card_error","code":"card_declined","decline_code":"insufficient_funds","message":"Declined.","param":"p","charge":"ch_1",
             "doc_url":"https://d","request_log_url":"https://l","advice_code":"try_again_later","network_decline_code":"51",
             "payment_intent":{"id":"pi_1","object":"payment_intent","status":"requires_payment_method"},"payment_method":{"id":"pm_1","object":"payment_method"}}}
            """);

        Assert.Equal("Declined.", e.Message);
        Assert.Equal(HttpStatusCode.PaymentRequired, e.HttpStatusCode);
        Assert.Equal(("card_error", "card_declined", "insufficient_funds"), (e.StripeError.Type, e.StripeError.Code, e.StripeError.DeclineCode));
        Assert.Equal(("ch_1", "p", "try_again_later", "51"), (e.StripeError.Charge, e.StripeError.Param, e.StripeError.AdviceCode, e.StripeError.NetworkDeclineCode));
        Assert.Equal(("requires_payment_method", "pm_1"), (e.StripeError.PaymentIntent.Status, e.StripeError.PaymentMethod.Id));
        Assert.Same(e.StripeResponse, e.StripeError.StripeResponse);
    }

    [Fact]
    public async Task Error_OfOAuth_HasItsDescription()
    {
        var e = await FailAsync(400, """{"error":"invalid_grant","error_description":"Gone."}""");

        Assert.Equal(("Gone.", "invalid_grant", "Gone."), (e.Message, e.StripeError.Error, e.StripeError.ErrorDescription));
    }

    [Theory]
    [InlineData(500, "<html>down</html>")]
    [InlineData(502, "")]
    [InlineData(404, """{"message":"no error object"}""")]
    [InlineData(201, Done)]
    [InlineData(204, "")]
    [InlineData(200, "not json")]
    [InlineData(200, """{"id":"cus_1","created":null}""")]
    public async Task Answer_ThatIsNone_HasNoStripeError(int status, string body)
    {
        var e = await FailAsync(status, body);

        Assert.Null(e.StripeError);
        Assert.Equal(status, (int)e.HttpStatusCode);
        Assert.Equal($"Invalid response object from API: \"{body}\"", e.Message);
        Assert.Equal(body, e.StripeResponse.Content);
    }

    [Fact]
    public async Task RawRequest_WithoutSuccess_ThrowsAlike()
    {
        var client = new RecordingHttpClient(Busy) { Status = HttpStatusCode.TooManyRequests }.NewClient();

        var e = await Assert.ThrowsAsync<StripeException>(() => client.RawRequestAsync(HttpMethod.Post, "/v1/customers", "a=b", cancellationToken: Cancellation));

        Assert.Equal((HttpStatusCode.TooManyRequests, "rate_limit"), (e.HttpStatusCode, e.StripeError.Code));
    }

    [Theory]
    [InlineData(409, "X-None: 1", 2)]
    [InlineData(503, "X-None: 1", 2)]
    [InlineData(429, "X-None: 1", 1)]
    [InlineData(429, "Stripe-Should-Retry: true", 2)]
    [InlineData(500, "Stripe-Should-Retry: false", 1)]
    [InlineData(400, "Retry-After: 0", 1)]
    public async Task Status_OfAnAnswer_DecidesWhetherItIsTriedAgain(int status, string header, int attempts)
    {
        await using var server = new ScriptedServer(Answer(status, Busy, header), Answer(200, Done));

        var failure = await Record.ExceptionAsync(() => CreateAsync(server, retries: 2));

        Assert.Equal(attempts, server.Requests.Count);
        Assert.Equal(attempts == 1, failure is StripeException);
        Assert.Single(server.Requests.Select(request => request["Idempotency-Key"]).Distinct());
        Assert.Single(server.Requests.Select(request => request.Body).Distinct());
    }

    [Fact]
    public async Task Retries_Exhausted_GiveTheLastAnswer()
    {
        await using var server = new ScriptedServer(Answer(500, Busy));

        await Assert.ThrowsAsync<StripeException>(() => CreateAsync(server, retries: 1));

        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Connection_Broken_IsTriedAgainUnderTheSameKey()
    {
        await using var server = new ScriptedServer(Drop, Answer(200, Done));

        Assert.Equal("cus_1", (await CreateAsync(server, retries: 1)).Id);
        Assert.Equal(2, server.Requests.Count);
        Assert.Single(server.Requests.Select(request => request["Idempotency-Key"]).Distinct());
    }

    [Fact]
    public async Task Connection_BrokenWithoutRetries_IsAnHttpRequestException()
    {
        await using var server = new ScriptedServer(Drop);

        await Assert.ThrowsAsync<HttpRequestException>(() => CreateAsync(server, retries: 0));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task TimeOut_OfTheHttpClient_IsATaskCanceledException()
    {
        await using var server = new ScriptedServer(Hang);

        var e = await Assert.ThrowsAsync<TaskCanceledException>(() => CreateAsync(server, retries: 0, timeout: TimeSpan.FromMilliseconds(200)));

        Assert.IsType<TimeoutException>(e.InnerException);
    }

    [Fact]
    public async Task Token_OfTheCaller_EndsTheCallAtOnce()
    {
        await using var server = new ScriptedServer(Hang);
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var call = CreateAsync(server, retries: 2, cancellation: source.Token);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.InRange(server.Requests.Count, 0, 1);
    }

    private static Task<StripeException> FailAsync(int status, string body)
    {
        var client = new RecordingHttpClient(body) { Status = (HttpStatusCode)status }.NewClient();
        return Assert.ThrowsAsync<StripeException>(() => client.V1.Customers.GetAsync("cus_1", cancellationToken: Cancellation));
    }

    private static async Task<Customer> CreateAsync(ScriptedServer server, int retries, TimeSpan? timeout = null, CancellationToken? cancellation = null)
    {
        using var http = new HttpClient { Timeout = timeout ?? SystemNetHttpClient.DefaultHttpTimeout };
        var client = new Stripe.StripeClient("sk_test_1", httpClient: new SystemNetHttpClient(http, retries, enableTelemetry: false), apiBase: server.Url);
        return await client.V1.Customers.CreateAsync(new CustomerCreateOptions { Name = "n" }, cancellationToken: cancellation ?? Cancellation);
    }
}
