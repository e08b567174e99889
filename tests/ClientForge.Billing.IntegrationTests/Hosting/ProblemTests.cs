using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Hosting;

public sealed class ProblemTests(TestDatabases databases) : IAsyncLifetime
{
    private static readonly Guid Tenant = Guid.Parse("0190a000-0000-7000-8000-000000000001");
    private TestApi _api = null!;
    private HttpClient _admin = null!;

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

    [Theory]
    [InlineData("{\"text\": \"a\"", "malformed_request")]
    [InlineData("", "malformed_request")]
    [InlineData("null", "malformed_request")]
    [InlineData("[]", "malformed_request")]
    [InlineData("{\"amount\": \"12\"}", "malformed_request")]
    [InlineData("{\"amount\": 1.5}", "malformed_request")]
    [InlineData("{\"amount\": 99999999999999999999999999}", "malformed_request")]
    [InlineData("{\"amount\": 1e400}", "malformed_request")]
    [InlineData("{\"amount\": NaN}", "malformed_request")]
    [InlineData("{\"text\": 1}", "malformed_request")]
    [InlineData("{\"text\": \"a\\u0000b\"}", "malformed_request")]
    [InlineData("{\"text\": \"\\ud800\"}", "malformed_request")]
    [InlineData("{\"text\": \"a\", \"text\": \"b\"}", "malformed_request")]
    [InlineData("{\"at\": \"2026-01-01\"}", "malformed_request")]
    [InlineData("{\"at\": \"2026-01-01T00:00:00\"}", "malformed_request")]
    [InlineData("{\"\\ud800\": 1}", "malformed_request")]
    [InlineData("{\"status\": \"active\"}", "unknown_field")]
    [InlineData("{\"Amount\": 1}", "unknown_field")]
    [InlineData("{\"$type\": \"x\"}", "unknown_field")]
    [InlineData("{\"__proto__\": {}}", "unknown_field")]
    public async Task Command_UnreadableBody_AnswersBadRequest(string body, string code)
    {
        using var response = await _admin.PostJsonAsync("/probe/command", body);

        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task Command_WrongType_NamesTheFieldAndNoTypeOfOurs()
    {
        using var response = await _admin.PostJsonAsync("/probe/command", """{"inner": {"amount": "12"}}""");

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed_request");
        Assert.True(problem.GetProperty("errors").TryGetProperty("inner.amount", out _));
        Assert.DoesNotContain("ClientForge", problem.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("System.", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_NestedTooDeep_AnswersBadRequest()
    {
        var body = string.Concat(Enumerable.Repeat("{\"inner\":", 20)) + "{}" + new string('}', 20);

        using var response = await _admin.PostJsonAsync("/probe/command", body);

        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed_request");
    }

    [Fact]
    public async Task Command_BadUtf8_AnswersBadRequest()
    {
        using var content = new ByteArrayContent([.. "{\"text\": \""u8, 0xFF, 0xFE, .. "\"}"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        using var response = await _admin.PostAsync("/probe/command", content, Cancellation);

        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed_request");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Command_BodyAboveLimit_AnswersTooLarge(bool withKey)
    {
        var body = $$"""{"text": "{{new string('a', 70_000)}}"}""";

        using var response = await _admin.PostJsonAsync("/probe/command", body, withKey ? "large" : null);

        await response.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
    }

    [Fact]
    public async Task Command_OtherContentType_AnswersUnsupported()
    {
        using var content = new StringContent("text=a", Encoding.UTF8, "application/x-www-form-urlencoded");

        using var response = await _admin.PostAsync("/probe/command", content, Cancellation);

        await response.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
    }

    [Theory]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound, "not_found")]
    [InlineData("DELETE", "/probe/command", HttpStatusCode.MethodNotAllowed, "method_not_allowed")]
    public async Task Request_NoSuchRouteOrMethod_AnswersProblem(string method, string path, HttpStatusCode status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Accept.ParseAdd("text/html");

        using var response = await _admin.SendAsync(request, Cancellation);

        await response.ShouldBeProblemAsync(status, code);
    }

    [Fact]
    public async Task Command_Declined_CarriesTheDeclineCode()
    {
        using var response = await _admin.PostJsonAsync("/probe/command", """{"fail": "declined"}""");

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.PaymentRequired, "card_declined");
        Assert.Equal("insufficient_funds", problem.GetProperty("declineCode").GetString());
    }

    [Fact]
    public async Task Command_Unavailable_SaysWhenToRetry()
    {
        using var response = await _admin.PostJsonAsync("/probe/command", """{"fail": "unavailable"}""");

        await response.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "probe_unavailable");
        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Command_Crash_AnswersInternalErrorAndNothingMore()
    {
        using var response = await _admin.PostJsonAsync("/probe/command", """{"fail": "crash"}""");

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.InternalServerError, "internal_error");
        Assert.DoesNotContain("planted", problem.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("InvalidOperation", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_DatabaseGone_AnswersUnavailable()
    {
        await using var api = await TestApi.StartWithProbesAsync(await databases.CreateAsync(Cancellation));
        await using (var connection = await api.Database.OpenAsAdminAsync(Cancellation))
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = $"""
                alter database {connection.Database} connection limit 0;
                select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'billing'
                """;
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        using var client = api.ClientWith(TestTokens.Admin(Tenant));
        using var response = await client.GetAsync("/probe/read", Cancellation);

        await response.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "database_unavailable");
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Answer_AnyRoute_CarriesSecurityHeaders()
    {
        using var response = await _admin.GetAsync("/probe/read", Cancellation);

        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["no-store"], response.Headers.GetValues("Cache-Control"));
        Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Server"));
    }
}
