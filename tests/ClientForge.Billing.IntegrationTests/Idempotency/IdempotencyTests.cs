using System.Net;
using ClientForge.Billing.IntegrationTests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClientForge.Billing.IntegrationTests.Idempotency;

public sealed class IdempotencyTests(TestDatabases databases) : IAsyncLifetime
{
    private static readonly Guid Tenant = Guid.Parse("0190a000-0000-7000-8000-000000000001");
    private static readonly Guid OtherTenant = Guid.Parse("0190a000-0000-7000-8000-000000000002");
    private TestApi _api = null!;
    private HttpClient _admin = null!;

    private ProbeState State => _api.Services.GetRequiredService<ProbeState>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _api = await TestApi.StartWithProbesAsync(await databases.CreateAsync(Cancellation), settings: new Dictionary<string, string?> { ["RateLimit:RequestsPerMinute"] = "0" });
        _admin = _api.ClientWith(TestTokens.Admin(Tenant));
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await _api.DisposeAsync();
    }

    [Fact]
    public async Task Command_SameKeyAndBody_RunsOnceAndReplaysTheAnswer()
    {
        using var first = await _admin.PostJsonAsync("/probe/command", """{"text": "a"}""", "k1");
        using var second = await _admin.PostJsonAsync("/probe/command", """{"text": "a"}""", "k1");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.False(first.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal(["true"], second.Headers.GetValues("Idempotent-Replayed"));
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancellation), await second.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("application/json", second.Content.Headers.ContentType?.MediaType);
        Assert.Equal(1, State.Runs);
    }

    [Fact]
    public async Task Command_KnownRefusal_IsReplayedToo()
    {
        using var first = await _admin.PostJsonAsync("/probe/command", """{"fail": "declined"}""", "k1");
        using var second = await _admin.PostJsonAsync("/probe/command", """{"fail": "declined"}""", "k1");

        await second.ShouldBeProblemAsync(HttpStatusCode.PaymentRequired, "card_declined");
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancellation), await second.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(1, State.Runs);
    }

    [Theory]
    [InlineData("unavailable", HttpStatusCode.ServiceUnavailable)]
    [InlineData("crash", HttpStatusCode.InternalServerError)]
    [InlineData("busy", HttpStatusCode.Conflict)]
    public async Task Command_PassingFailure_RunsAgainAsTheSameOperation(string fail, HttpStatusCode status)
    {
        var body = $$"""{"fail": "{{fail}}"}""";

        using var first = await _admin.PostJsonAsync("/probe/command", body, "k1");
        using var second = await _admin.PostJsonAsync("/probe/command", body, "k1");

        Assert.Equal(status, first.StatusCode);
        Assert.Equal(status, second.StatusCode);
        Assert.Equal(2, State.Runs);
        Assert.Single(State.OperationKeys.Distinct());
    }

    [Theory]
    [InlineData("POST", "/probe/command", """{"text": "b"}""")]
    [InlineData("POST", "/probe/command?x=1", """{"text": "a"}""")]
    [InlineData("POST", "/probe/usage", """{"text": "a"}""")]
    public async Task Command_SameKeyOtherRequest_IsRefused(string method, string path, string body)
    {
        using var first = await _admin.PostJsonAsync("/probe/command", """{"text": "a"}""", "k1");

        using var second = await _admin.SendJsonAsync(new HttpMethod(method), path, body, "k1");

        await second.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");
        Assert.Equal(1, State.Runs);
    }

    [Fact]
    public async Task Command_TwinWhileRunning_IsSentAway()
    {
        var running = _admin.PostJsonAsync("/probe/command", """{"wait": true}""", "k1");
        await State.Entered.Task.WaitAsync(Cancellation);

        using var twin = await _admin.PostJsonAsync("/probe/command", """{"wait": true}""", "k1");
        State.Released.SetResult();
        using var first = await running;

        await twin.ShouldBeProblemAsync(HttpStatusCode.Conflict, "idempotency_key_in_use");
        Assert.NotNull(twin.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(1, State.Runs);
    }

    [Fact]
    public async Task Command_OtherTenantSameKey_RunsForItself()
    {
        using var other = _api.ClientWith(TestTokens.Admin(OtherTenant));

        using var first = await _admin.PostJsonAsync("/probe/command", """{"text": "a"}""", "k1");
        using var second = await other.PostJsonAsync("/probe/command", """{"text": "a"}""", "k1");

        Assert.False(second.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal(2, State.OperationKeys.Distinct().Count());
    }

    [Fact]
    public async Task Command_ProcessDiedMeanwhile_TakesTheKeyOverAsTheSameOperation()
    {
        using var first = await _admin.PostJsonAsync("/probe/command", """{"text": "a"}""", "k1");
        // As it stands when a process died after the work and before the answer was kept.
        await ExecuteAsync("update api_idempotency set state = 'running', lease_until = clock_timestamp() - interval '1 second', status_code = null, body = null");

        using var second = await _admin.PostJsonAsync("/probe/command", """{"text": "a"}""", "k1");

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal(2, State.Runs);
        Assert.Single(State.OperationKeys.Distinct());
    }

    [Fact]
    public async Task Command_KeyExpired_IsANewOperation()
    {
        using var first = await _admin.PostJsonAsync("/probe/command", """{"text": "a"}""", "k1");
        await ExecuteAsync("update api_idempotency set expires_at = expires_at - interval '25 hours'");

        using var second = await _admin.PostJsonAsync("/probe/command", """{"text": "b"}""", "k1");

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal(2, State.OperationKeys.Distinct().Count());
    }

    [Fact]
    public async Task Command_KeyTooLong_IsRefused()
    {
        using var longest = await _admin.PostJsonAsync("/probe/command", "{}", new string('k', 255));
        using var tooLong = await _admin.PostJsonAsync("/probe/command", "{}", new string('k', 256));

        Assert.Equal(HttpStatusCode.Created, longest.StatusCode);
        await tooLong.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "idempotency_key_invalid");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await _api.Database.OpenAsAdminAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancellation));
    }
}
