using System.Net;
using System.Text.Json;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>Clock, faults, reset, logs, and what a restart keeps.</summary>
public sealed class ControlTests : IAsyncLifetime
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "sandbox.jsonl");
    private SandboxServer _sandbox = null!;

    public async ValueTask InitializeAsync() => _sandbox = await SandboxServer.StartAsync(_file);

    public async ValueTask DisposeAsync()
    {
        await _sandbox.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
    }

    [Fact]
    public async Task Clock_Advances_AndNeverGoesBack()
    {
        var before = Now(await _sandbox.ControlAsync(HttpMethod.Get, "/clock"));
        var after = Now(await _sandbox.ControlAsync(HttpMethod.Post, "/clock", new { seconds = 86_400 }));
        Assert.InRange(after - before, TimeSpan.FromDays(1), TimeSpan.FromDays(1.1));
        var customer = await _sandbox.CreateAsync("/v1/customers");
        Assert.True(customer.GetProperty("created").GetInt64() >= after.ToUnixTimeSeconds());
        using var back = await _sandbox.Http.PostAsync(
            "/_sandbox/clock", new StringContent($$"""{"to":"{{before:O}}"}"""), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, back.StatusCode);
    }

    [Fact]
    public async Task Clock_TellsWhatIsDueNext_AndRunsIt()
    {
        var held = await _sandbox.CreateAsync("/v1/payment_intents", "amount=500&currency=usd&payment_method=pm_card_visa&confirm=true&capture_method=manual");
        var due = (await _sandbox.ControlAsync(HttpMethod.Get, "/clock")).GetProperty("nextDueAt").GetDateTimeOffset();
        Assert.Equal(held.GetProperty("created").GetInt64() + (7 * 86_400), due.ToUnixTimeSeconds());
        await _sandbox.ControlAsync(HttpMethod.Post, "/clock", new { to = due });
        var intent = await _sandbox.GetAsync("/v1/payment_intents/" + held.GetProperty("id").GetString());
        Assert.Equal("canceled", intent.Body.GetProperty("status").GetString());
        Assert.Equal(due.ToUnixTimeSeconds(), intent.Body.GetProperty("canceled_at").GetInt64());
    }

    [Theory]
    [InlineData("error", 503, "api_error")]
    [InlineData("rate_limit", 429, "invalid_request_error")]
    public async Task Fault_StrikesOnceWithoutEffect(string kind, int status, string type)
    {
        await _sandbox.ControlAsync(HttpMethod.Post, "/faults", new { match = new { method = "POST", path = "/v1/cust*" }, kind, status = 503, times = 1 });
        await _sandbox.CreateAsync("/v1/products", "name=untouched");
        var struck = await _sandbox.PostAsync("/v1/customers");
        Assert.Equal(status, (int)struck.Status);
        Assert.Equal(type, struck.ErrorText("type"));
        Assert.Empty((await _sandbox.GetAsync("/v1/customers")).Body.GetProperty("data").EnumerateArray());
        await _sandbox.CreateAsync("/v1/customers");
    }

    [Fact]
    public async Task Fault_ResetBefore_HasNoEffect()
    {
        await _sandbox.ControlAsync(HttpMethod.Post, "/faults", new { kind = "reset_before", times = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => _sandbox.PostAsync("/v1/customers"));
        Assert.Empty((await _sandbox.GetAsync("/v1/customers")).Body.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task Fault_Probability_IsRepeatable()
    {
        var first = await Struck(seed: 3);
        var second = await Struck(seed: 3);
        Assert.Equal(first, second);
        Assert.InRange(first.Count(struck => struck), 1, 29);
    }

    [Fact]
    public async Task Fault_CanBeTakenBack()
    {
        var fault = await _sandbox.ControlAsync(HttpMethod.Post, "/faults", new { kind = "error", probability = 1 });
        await _sandbox.ControlAsync(HttpMethod.Delete, "/faults/" + fault.GetProperty("id").GetString());
        await _sandbox.CreateAsync("/v1/customers");
        await _sandbox.ControlAsync(HttpMethod.Post, "/faults", new { kind = "error", probability = 1 });
        await _sandbox.ControlAsync(HttpMethod.Delete, "/faults");
        await _sandbox.CreateAsync("/v1/customers");
    }

    [Fact]
    public async Task Requests_AreLoggedWithKeyAndReplay()
    {
        await _sandbox.PostAsync("/v1/customers", "", "key-1");
        await _sandbox.PostAsync("/v1/customers", "", "key-1");
        var rows = (await _sandbox.ControlAsync(HttpMethod.Get, "/requests")).GetProperty("data");
        Assert.Equal(2, rows.GetArrayLength());
        Assert.Equal("key-1", rows[0].GetProperty("idempotencyKey").GetString());
        Assert.False(rows[0].GetProperty("replayed").GetBoolean());
        Assert.True(rows[1].GetProperty("replayed").GetBoolean());
        Assert.Equal(2, rows[1].GetProperty("sequence").GetInt64());
    }

    [Fact]
    public async Task Reset_KeepsOnlyEndpoints()
    {
        await _sandbox.CreateAsync("/v1/webhook_endpoints", "url=http://127.0.0.1:9/&enabled_events[]=*");
        await _sandbox.CustomerWithCardAsync("pm_card_visa");
        await _sandbox.ControlAsync(HttpMethod.Post, "/reset");
        Assert.Empty((await _sandbox.GetAsync("/v1/customers")).Body.GetProperty("data").EnumerateArray());
        Assert.Empty((await _sandbox.GetAsync("/v1/events")).Body.GetProperty("data").EnumerateArray());
        Assert.Single((await _sandbox.GetAsync("/v1/webhook_endpoints")).Body.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task Restart_KeepsEverything_AndForgetsATornLine()
    {
        await _sandbox.ControlAsync(HttpMethod.Post, "/clock", new { seconds = 1_000_000 });
        var customer = await _sandbox.CustomerWithCardAsync("pm_card_visa");
        await _sandbox.PostAsync("/v1/products", "name=P", "key-1");
        var export = await Export();
        var now = Now(await _sandbox.ControlAsync(HttpMethod.Get, "/clock"));
        await _sandbox.DisposeAsync();
        await File.AppendAllTextAsync(_file, """{"o":[{"t":"Customer","v":{"id":"cus_to""", TestContext.Current.CancellationToken);

        _sandbox = await SandboxServer.StartAsync(_file);
        Assert.Equal(export, await Export());
        Assert.True(Now(await _sandbox.ControlAsync(HttpMethod.Get, "/clock")) >= now);
        Assert.Equal("true", (await _sandbox.PostAsync("/v1/products", "name=P", "key-1")).Headers["Idempotent-Replayed"]);
        await _sandbox.CreateAsync("/v1/customers/" + customer, "name=after");
    }

    [Fact]
    public async Task TestClock_AdvancesByItself_AndRefusesTheWrongWay()
    {
        var clock = await _sandbox.CreateIdAsync("/v1/test_helpers/test_clocks", "frozen_time=1700000000&name=t");
        var customer = await _sandbox.CreateAsync("/v1/customers", "test_clock=" + clock);
        Assert.Equal(1_700_000_000, customer.GetProperty("created").GetInt64());
        Assert.Empty((await _sandbox.GetAsync("/v1/customers")).Body.GetProperty("data").EnumerateArray());
        Assert.Equal(HttpStatusCode.BadRequest, (await _sandbox.PostAsync($"/v1/test_helpers/test_clocks/{clock}/advance", "frozen_time=1700000000")).Status);
        var advancing = await _sandbox.CreateAsync($"/v1/test_helpers/test_clocks/{clock}/advance", "frozen_time=1700086400");
        Assert.Equal("advancing", advancing.GetProperty("status").GetString());
        JsonElement read;
        do
        {
            read = (await _sandbox.GetAsync("/v1/test_helpers/test_clocks/" + clock)).Body;
        }
        while (read.GetProperty("status").GetString() == "advancing");
        Assert.Equal(1_700_086_400, read.GetProperty("frozen_time").GetInt64());
    }

    private async Task<string> Export()
    {
        var export = await _sandbox.ControlAsync(HttpMethod.Get, "/export");
        return string.Join('\n', export.EnumerateObject().Where(table => table.Name != "_clock" && table.Name != "_request").Select(table => table.ToString()));
    }

    private async Task<List<bool>> Struck(long seed)
    {
        var fault = await _sandbox.ControlAsync(HttpMethod.Post, "/faults", new { kind = "error", probability = 0.5, seed });
        var struck = new List<bool>();
        for (var i = 0; i < 30; i++)
            struck.Add((await _sandbox.GetAsync("/v1/customers")).Status != HttpStatusCode.OK);
        await _sandbox.ControlAsync(HttpMethod.Delete, "/faults/" + fault.GetProperty("id").GetString());
        return struck;
    }

    private static DateTimeOffset Now(JsonElement clock) => clock.GetProperty("now").GetDateTimeOffset();
}
