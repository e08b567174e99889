using System.Net;
using System.Net.Http.Json;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.IntegrationTests.Invariants;
using Dapper;

namespace ClientForge.Billing.IntegrationTests.Dunning;

public sealed class DunningOpsTests(TestDatabases databases)
{
    private const string Unknown = "01950000-0000-7000-8000-0000000000ff";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Routes_ATenantInDunning_ShowThePipelineAndItsTries()
    {
        await using var api = await StartAsync();

        var pipeline = await SendAsync(api, HttpMethod.Get, "dunning");
        var attempts = await SendAsync(api, HttpMethod.Get, $"invoices/{HealthyWorld.OpenInvoice}/attempts");

        Assert.Equal(
            ("Acme", "A-2", 1000, "past_due", false),
            (pipeline["data.0.tenantName"].GetString(), pipeline["data.0.invoiceNumber"].GetString(), pipeline["data.0.amountRemaining"].GetInt64(),
                pipeline["data.0.accountStatus"].GetString(), pipeline["hasMore"].GetBoolean()));
        Assert.Equal(
            ["1 schedule failed", "2 schedule failed"],
            attempts["data"].EnumerateArray().Select(item => $"{item.LongAt("attempt")} {item.StringAt("trigger")} {item.StringAt("outcome")}"));
    }

    [Fact]
    public async Task Suspend_ThenReactivate_ChangesTheAccountByHand()
    {
        await using var api = await StartAsync();

        var suspended = await SendAsync(api, HttpMethod.Post, $"tenants/{HealthyWorld.Tenant}/suspend", new { reason = "abuse" });
        var reactivated = await SendAsync(api, HttpMethod.Post, $"tenants/{HealthyWorld.Tenant}/reactivate", new { reason = "settled" });

        Assert.Equal(("suspended", "abuse"), (suspended["status"].GetString(), suspended["reason"].GetString()));
        Assert.Equal("past_due", reactivated["status"].GetString());
    }

    [Theory]
    [InlineData("GET", $"invoices/{Unknown}/attempts", null, HttpStatusCode.NotFound, "invoice_not_found")]
    [InlineData("POST", $"invoices/{Unknown}/retry", "why", HttpStatusCode.NotFound, "invoice_not_found")]
    [InlineData("POST", $"tenants/{Unknown}/suspend", "why", HttpStatusCode.NotFound, "tenant_not_found")]
    [InlineData("POST", $"tenants/{HealthyWorld.Tenant}/suspend", "", HttpStatusCode.UnprocessableEntity, "validation_failed")]
    [InlineData("GET", "dunning?limit=0", null, HttpStatusCode.UnprocessableEntity, "validation_failed")]
    [InlineData("GET", "dunning?cursor=x", null, HttpStatusCode.UnprocessableEntity, "cursor_invalid")]
    [InlineData("GET", "webhook-events/evt_none", null, HttpStatusCode.NotFound, "webhook_event_not_found")]
    [InlineData("POST", "webhook-events/evt_none/replay", "why", HttpStatusCode.NotFound, "webhook_event_not_found")]
    [InlineData("POST", $"reconciliation/findings/{Unknown}/heal", "why", HttpStatusCode.NotFound, "finding_not_found")]
    public async Task Routes_CallersMistake_IsNamed(string method, string path, string? reason, HttpStatusCode status, string code)
    {
        await using var api = await StartAsync();

        var answer = await SendAsync(api, new HttpMethod(method), path, reason is null ? null : new { reason });

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("dunning")]
    [InlineData("webhook-events")]
    [InlineData("reconciliation")]
    [InlineData("reconciliation/findings")]
    public async Task Routes_TenantAdmin_IsForbidden(string path)
    {
        await using var api = await StartAsync();
        using var client = api.ClientWith(TestTokens.Admin(Guid.Parse(HealthyWorld.Tenant)));

        using var answer = await client.GetAsync($"/api/v1/ops/{path}", Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Lists_EventsAndFigures_Answer()
    {
        await using var api = await StartAsync();

        var events = await SendAsync(api, HttpMethod.Get, "webhook-events?state=applied");
        var figures = await SendAsync(api, HttpMethod.Get, "reconciliation");

        Assert.Equal("evt_1", events["data.0.id"].GetString());
        Assert.Equal(2, figures["liveObjects"].GetInt64());
    }

    private async Task<TestApi> StartAsync()
    {
        var database = await databases.CreateAsync(Cancellation);
        await using (var connection = await database.OpenAsAdminAsync(Cancellation))
            await connection.ExecuteAsync(HealthyWorld.Sql);
        return await TestApi.StartAsync(database);
    }

    private static async Task<Answer> SendAsync(TestApi api, HttpMethod method, string path, object? body = null)
    {
        using var client = api.ClientWith(TestTokens.Ops());
        using var request = new HttpRequestMessage(method, $"/api/v1/ops/{path}") { Content = body is null ? null : JsonContent.Create(body) };
        return await Answer.ReadAsync(await client.SendAsync(request, Cancellation), Cancellation);
    }
}
