using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ClientForge.Billing.Data.Entitlements;
using ClientForge.Billing.IntegrationTests.Fixtures;
using Npgsql;

namespace ClientForge.Billing.IntegrationTests.Entitlements;

/// <summary>What a tenant is granted follows its subscription, its account, its members and its use, in one read.</summary>
public sealed class EntitlementTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Fact]
    public async Task Users_FirstPurchaseOfThirty_AreThirty()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync("Enterprise", quantity: 30);
        (await tenant.Admin.PutAsync("subscription/members", new { members = 29 })).Expect(HttpStatusCode.OK);
        var users = await GetAsync(tenant, "users");
        Assert.Equal((true, 30, 29, 1), (users.At("allowed").GetBoolean(), users.LongAt("limit"), users.LongAt("used"), users.LongAt("remaining")));

        (await tenant.Admin.PutAsync("subscription/members", new { members = 30 })).Expect(HttpStatusCode.OK);
        var full = await GetAsync(tenant, "users");
        Assert.Equal((false, "limit_reached"), (full.At("allowed").GetBoolean(), full.StringAt("reason")));
    }

    [Fact]
    public async Task Metric_PastIncludedThenPastHardLimit_IsChargedThenDenied()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync();
        await tenant.ReportUsageAsync("api_calls", 9_999);
        var over = await GetAsync(tenant, "api_calls");
        Assert.Equal((true, "overage", 1_000, 10_000), (over.At("allowed").GetBoolean(), over.StringAt("reason"), over.LongAt("limit"), over.LongAt("hardLimit")));
        await tenant.ReportUsageAsync("api_calls", 1);
        var denied = await GetAsync(tenant, "api_calls");
        Assert.Equal((false, "limit_reached"), (denied.At("allowed").GetBoolean(), denied.StringAt("reason")));
        Assert.True((await GetAsync(tenant, "contacts")).At("allowed").GetBoolean());
    }

    [Fact]
    public async Task List_SameState_Is304UntilSomethingChanges()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync();
        var token = (await world.Anonymous.PostAsync("/dev/tokens", new { role = "service" })).Expect(HttpStatusCode.OK);
        using var client = world.Api.ClientWith(token["token"].GetString()!);
        client.DefaultRequestHeaders.Add("X-Tenant-Id", tenant.Id.ToString());
        var first = await client.GetAsync("/api/v1/billing/entitlements", TestContext.Current.CancellationToken);
        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);

        var same = await client.GetAsync("/api/v1/billing/entitlements", TestContext.Current.CancellationToken);
        await tenant.ReportUsageAsync("api_calls", 1);
        var other = await client.GetAsync("/api/v1/billing/entitlements", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified, HttpStatusCode.OK), (first.StatusCode, same.StatusCode, other.StatusCode));
        Assert.Equal(0, same.Content.Headers.ContentLength ?? 0);
        Assert.Equal(first.Headers.ETag, same.Headers.ETag);
        Assert.NotEqual(first.Headers.ETag, other.Headers.ETag);
        Assert.Equal(new MediaTypeHeaderValue("application/json", "utf-8"), first.Content.Headers.ContentType);
    }

    [Fact]
    public async Task Access_PausedSuspendedUnpaidEnded_EachWithItsReason()
    {
        var tenant = await world.CreateTenantAsync();
        Assert.Equal("no_subscription", (await GetAsync(tenant, "contacts")).StringAt("reason"));
        var subscription = await tenant.SubscribeAsync();
        (await tenant.Admin.PostAsync("subscription/pause")).Expect(HttpStatusCode.OK);
        Assert.Equal((false, "paused"), await AccessAsync(tenant));
        (await tenant.Admin.PostAsync("subscription/resume")).Expect(HttpStatusCode.OK);
        Assert.Equal((true, null), await AccessAsync(tenant));

        (await world.Ops.PostAsync($"/api/v1/ops/tenants/{tenant.Id}/suspend", new { reason = "abuse" })).Expect(HttpStatusCode.OK);
        Assert.Equal((false, "suspended"), await AccessAsync(tenant));
        (await world.Ops.PostAsync($"/api/v1/ops/tenants/{tenant.Id}/reactivate", new { reason = "cleared" })).Expect(HttpStatusCode.OK);

        await tenant.AddCardAsync("pm_card_chargeCustomerFail");
        await world.AdvanceToAsync(subscription.At("currentPeriodEnd").GetDateTimeOffset().AddHours(2));
        Assert.Equal((true, "past_due"), await AccessAsync(tenant));
        var grace = (await GetAsync(tenant, "contacts")).At("graceEndsAt").GetDateTimeOffset();
        await world.AdvanceToAsync(grace.AddMinutes(10));
        Assert.Equal((false, "suspended"), await AccessAsync(tenant));

        (await tenant.Admin.DeleteAsync("subscription?atPeriodEnd=false")).Expect(HttpStatusCode.OK);
        Assert.Equal((false, "canceled"), await AccessAsync(tenant));
    }

    [Theory]
    [InlineData(EntitlementRepository.Sql)]
    [InlineData(EntitlementRepository.CountersSql)]
    public async Task Read_NeedsNoScanOfAGrowingTable(string sql)
    {
        var tenant = await world.CreateTenantAsync();
        await using var connection = await world.Database.OpenAsAdminAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"set enable_seqscan = off; explain {sql}", connection);
        command.Parameters.AddWithValue("tenantId", tenant.Id);
        var plan = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            plan.Add(reader.GetString(0));
        Assert.NotEmpty(plan);
        Assert.DoesNotContain(plan, line => line.Contains("Seq Scan", StringComparison.Ordinal));
    }

    private static async Task<(bool, string?)> AccessAsync(TestTenant tenant)
    {
        var contacts = await GetAsync(tenant, "contacts");
        return (contacts.At("allowed").GetBoolean(), contacts.StringAt("reason"));
    }

    private static async Task<JsonElement> GetAsync(TestTenant tenant, string feature) =>
        (await tenant.Member.GetAsync($"entitlements/{feature}")).Expect(HttpStatusCode.OK).Body;
}
