using System.Net;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>Idempotency keys.</summary>
public sealed class IdempotencyTests : IAsyncLifetime
{
    private SandboxServer _sandbox = null!;

    public async ValueTask InitializeAsync() => _sandbox = await SandboxServer.StartAsync();

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Fact]
    public async Task Post_SameKeyAndParameters_IsReplayed()
    {
        var first = await _sandbox.PostAsync("/v1/customers", "name=A&email=a@b.c", "key-1");
        var second = await _sandbox.PostAsync("/v1/customers", "email=a@b.c&name=A", "key-1");
        Assert.Equal(first.Body.GetRawText(), second.Body.GetRawText());
        Assert.Equal("true", second.Headers["Idempotent-Replayed"]);
        Assert.Equal("key-1", second.Headers["Idempotency-Key"]);
        Assert.NotEqual(first.Headers["Request-Id"], second.Headers["Request-Id"]);
        Assert.Equal(first.Headers["Request-Id"], second.Headers["Original-Request"]);
        Assert.Single((await _sandbox.GetAsync("/v1/customers")).Body.GetProperty("data").EnumerateArray());
    }

    [Theory]
    [InlineData("/v1/customers", "name=B")]
    [InlineData("/v1/products", "name=A")]
    public async Task Post_SameKeyOtherRequest_IsRefused(string path, string form)
    {
        await _sandbox.PostAsync("/v1/customers", "name=A", "key-1");
        var answer = await _sandbox.PostAsync(path, form, "key-1");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("idempotency_error", answer.ErrorText("type"));
        Assert.StartsWith("Keys for idempotent requests can only be used with the same parameters", answer.ErrorText("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_Decline_IsStoredAndChargedOnce()
    {
        const string form = "amount=500&currency=usd&payment_method=pm_card_chargeDeclined&confirm=true";
        var first = await _sandbox.PostAsync("/v1/payment_intents", form, "key-1");
        var second = await _sandbox.PostAsync("/v1/payment_intents", form, "key-1");
        Assert.Equal(HttpStatusCode.PaymentRequired, first.Status);
        Assert.Equal(HttpStatusCode.PaymentRequired, second.Status);
        Assert.Equal("true", second.Headers["Idempotent-Replayed"]);
        Assert.Equal(1, (await _sandbox.ControlAsync(HttpMethod.Get, "/ledger")).GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Post_ValidationError_IsNotStored()
    {
        var refused = await _sandbox.PostAsync("/v1/customers", "balance=x", "key-1");
        var accepted = await _sandbox.PostAsync("/v1/customers", "balance=1", "key-1");
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(HttpStatusCode.OK, accepted.Status);
    }

    [Fact]
    public async Task Post_RateLimited_IsNotStored()
    {
        await _sandbox.ControlAsync(HttpMethod.Post, "/faults", new { match = new { path = "/v1/customers" }, kind = "rate_limit", times = 1 });
        var limited = await _sandbox.PostAsync("/v1/customers", "", "key-1");
        var accepted = await _sandbox.PostAsync("/v1/customers", "", "key-1");
        Assert.Equal((HttpStatusCode)429, limited.Status);
        Assert.Equal("global-rate", limited.Headers["Stripe-Rate-Limited-Reason"]);
        Assert.Equal(HttpStatusCode.OK, accepted.Status);
    }

    [Fact]
    public async Task Post_LostAnswer_IsReplayedByTheRetry()
    {
        await _sandbox.ControlAsync(HttpMethod.Post, "/faults", new { match = new { method = "POST" }, kind = "reset_after", times = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => _sandbox.PostAsync("/v1/customers", "", "key-1"));
        var retried = await _sandbox.PostAsync("/v1/customers", "", "key-1");
        Assert.Equal("true", retried.Headers["Idempotent-Replayed"]);
        Assert.Single((await _sandbox.GetAsync("/v1/customers")).Body.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task Post_TwinOfARunningRequest_Is409()
    {
        await _sandbox.ControlAsync(HttpMethod.Post, "/faults", new { kind = "latency", milliseconds = 3000, times = 1 });
        var running = _sandbox.PostAsync("/v1/customers", "", "key-1");
        SandboxAnswer twin;
        do
        {
            twin = await _sandbox.PostAsync("/v1/customers", "", "key-1");
        }
        while (twin.Status == HttpStatusCode.OK && !running.IsCompleted);
        var first = await running;

        // Whichever of both came second was refused.
        var refused = twin.Status == HttpStatusCode.OK ? first : twin;
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal("idempotency_key_in_use", refused.ErrorText("code"));
    }
}
