using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Usage;

/// <summary>Corrections, bulk loads, metrics of every kind, tables and the proof of the counters.</summary>
public sealed class UsageCorrectionTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Fact]
    public async Task Cancel_ByKeyTwice_TakesTheEventBackOnceAndShowsIt()
    {
        var tenant = await SubscribedAsync();
        await tenant.ReportUsageAsync("api_calls", 7, "keep");
        await tenant.ReportUsageAsync("api_calls", 5, "mistake");

        var first = await CorrectAsync(tenant, new { cancel = "mistake", reason = "Counted twice" });
        var second = await CorrectAsync(tenant, new { cancel = "mistake", reason = "Counted twice" });
        var usage = (await tenant.Member.GetAsync("usage?metric=api_calls")).Expect(HttpStatusCode.OK).Body;

        Assert.Equal(first.StringAt("id"), second.StringAt("id"));
        Assert.Equal(7, usage.LongAt("total"));
        var shown = usage.At("corrections").EnumerateArray().Single();
        Assert.Equal(("cancellation", -5, "Counted twice"), (shown.StringAt("kind"), shown.LongAt("quantity"), shown.StringAt("reason")));
        await ProveAsync(tenant);
    }

    [Fact]
    public async Task Cancel_HighestAndLastValues_FindTheNextOnes()
    {
        var tenant = await SubscribedAsync();
        await tenant.ReportUsageAsync("storage_gb", 12, "first");
        await tenant.ReportUsageAsync("storage_gb", 30, "second");

        await CorrectAsync(tenant, new { cancel = "second", reason = "Wrong disk" });

        Assert.Equal(12, await TotalAsync(tenant, "storage_gb"));
        await ProveAsync(tenant);
    }

    [Fact]
    public async Task Cancel_UnknownKey_IsNotFound()
    {
        var tenant = await SubscribedAsync();

        var answer = await tenant.Admin.PostAsync("usage/adjustments", new { cancel = "never", reason = "None" });

        Assert.Equal((HttpStatusCode.NotFound, "usage_event_not_found"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Adjust_SameKeyTwice_ChangesTheUsageOnce()
    {
        var tenant = await SubscribedAsync();
        await tenant.ReportUsageAsync("api_calls", 100);
        var order = new { metric = "api_calls", quantity = -30, idempotencyKey = "a-1", reason = "Outage credit" };

        await CorrectAsync(tenant, order);
        await CorrectAsync(tenant, order);
        var other = await tenant.Admin.PostAsync("usage/adjustments", new { metric = "api_calls", quantity = -31, idempotencyKey = "a-1", reason = "Outage credit" });
        var level = await tenant.Admin.PostAsync("usage/adjustments", new { metric = "storage_gb", quantity = 1, reason = "No sum" });

        Assert.Equal(70, await TotalAsync(tenant, "api_calls"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency_conflict"), (other.Status, other.Code));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "adjustment_not_possible"), (level.Status, level.Code));
        await ProveAsync(tenant);
    }

    [Fact]
    public async Task Recompute_CounterWrittenPastTheService_IsNamedAndHealed()
    {
        var tenant = await SubscribedAsync();
        await tenant.ReportUsageAsync("api_calls", 7);
        await using (var connection = await world.Database.OpenAsAdminAsync(TestContext.Current.CancellationToken))
        await using (var command = new Npgsql.NpgsqlCommand($"update usage_counters set total = total + 1 where tenant_id = '{tenant.Id}' and span = 'period'", connection))
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var found = (await world.Ops.PostAsync($"/api/v1/ops/tenants/{tenant.Id}/usage/recompute", new { reason = "Proof" })).Expect(HttpStatusCode.OK);

        var difference = found["data"].EnumerateArray().Single();
        Assert.Equal(("api_calls", "period", 7, 8), (difference.StringAt("metricName"), difference.StringAt("span"), difference.LongAt("rawTotal"), difference.LongAt("countedTotal")));
        Assert.Equal(7, await TotalAsync(tenant, "api_calls"));
        await ProveAsync(tenant);
    }

    [Fact]
    public async Task Bulk_ManyLinesTwice_CountsEachOnceAndNamesTheBad()
    {
        var tenant = await SubscribedAsync();
        using var service = await ServiceAsync();
        var lines = new StringBuilder();
        for (var i = 0; i < 12_000; i++)
            lines.Append($$"""{"metric": "api_calls", "quantity": 2, "idempotencyKey": "b-{{i}}"}""").Append('\n');
        lines.Append("\n{\"metric\": \"api_calls\", \"quantity\": 1}\nnot json\n{\"metric\": \"nothing\", \"quantity\": 1, \"idempotencyKey\": \"x\"}");

        var first = await LoadAsync(service, tenant, lines.ToString());
        var second = await LoadAsync(service, tenant, lines.ToString());

        Assert.Equal((12_003, 12_000, 0, 3), (first["lines"].GetInt64(), first["accepted"].GetInt64(), first["duplicates"].GetInt64(), first["rejected"].GetInt64()));
        Assert.Equal(
            ["12000 idempotency_key_required", "12001 line_invalid", "12002 unknown_metric"],
            first["firstRejections"].EnumerateArray().Select(row => $"{row.LongAt("index")} {row.StringAt("code")}"));
        Assert.Equal((0, 12_000), (second["accepted"].GetInt64(), second["duplicates"].GetInt64()));
        Assert.Equal(24_000, await TotalAsync(tenant, "api_calls"));
        await ProveAsync(tenant);
    }

    [Fact]
    public async Task Bulk_ByTheTenant_IsForbidden()
    {
        var tenant = await SubscribedAsync();

        var answer = await tenant.Admin.PostAsync("usage/bulk", new StringContent("{}", Encoding.UTF8, "application/x-ndjson"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
    }

    [Fact]
    public async Task Report_MetricsOfEveryKind_CountByTheirAggregation()
    {
        await CreateMetricAsync(new { metric = "peak_users", displayName = "Peak users", unit = "user", aggregation = "max" });
        await CreateMetricAsync(new { metric = "active_users", displayName = "Active users", unit = "user", aggregation = "unique", property = "user" });
        await CreateMetricAsync(new { metric = "disk", displayName = "Disk", unit = "GB", aggregation = "weighted_sum" });
        await CreateMetricAsync(new
        {
            metric = "api_calls_eu", displayName = "API calls (EU)", unit = "call", aggregation = "sum", sourceMetric = "api_calls",
            filter = new Dictionary<string, string[]> { ["region"] = ["eu"] },
        });
        var plan = (await world.Ops.PostAsync("/api/v1/ops/plans", Plan())).Expect(HttpStatusCode.Created);
        var tenant = await world.CreateTenantAsync();
        await tenant.AddCardAsync();
        (await tenant.Admin.PostAsync("subscribe", new { planId = plan["id"].GetString(), trialDays = 0 })).Expect(HttpStatusCode.Created);

        await SendAsync(tenant, "peak_users", 3, null);
        await SendAsync(tenant, "peak_users", 9, null);
        await SendAsync(tenant, "peak_users", 4, null);
        foreach (var user in new[] { "ann", "ben", "ann" })
            await SendAsync(tenant, "active_users", 1, new { user });
        await SendAsync(tenant, "api_calls", 1, new { region = "eu" });
        await SendAsync(tenant, "api_calls", 2, new { region = "us" });
        await SendAsync(tenant, "disk", 40, null);
        await SendAsync(tenant, "disk", -40, null);

        Assert.Equal(9, await TotalAsync(tenant, "peak_users"));
        Assert.Equal(2, await TotalAsync(tenant, "active_users"));
        Assert.Equal(1, await TotalAsync(tenant, "api_calls_eu"));
        Assert.Equal(2, await TotalAsync(tenant, "api_calls"));
        Assert.InRange((await tenant.Member.GetAsync("usage?metric=disk"))["total"].GetDecimal(), 0, 0.1m);
        await ProveAsync(tenant);
    }

    [Fact]
    public async Task Export_OneMetric_IsATable()
    {
        var tenant = await SubscribedAsync();
        await tenant.ReportUsageAsync("api_calls", 7);

        var table = Encoding.UTF8.GetString(await tenant.Member.GetBytesAsync("usage/export?metric=api_calls&granularity=month"));

        var lines = table.TrimEnd().Split("\r\n");
        Assert.Equal("start,metric,unit,value", lines[0]);
        Assert.EndsWith("-01T00:00:00Z,api_calls,call,7", Assert.Single(lines[1..]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_NoKeyGiven_AnswersTheOneThatRepeatsIt()
    {
        var tenant = await SubscribedAsync();
        var first = (await tenant.Admin.PostAsync("usage/report", new { metric = "api_calls", quantity = 3 })).Expect(HttpStatusCode.Accepted);
        var key = first["keys.0.idempotencyKey"].GetString();

        var again = await tenant.ReportUsageAsync("api_calls", 3, key);

        Assert.Equal((0, 1), (again.LongAt("accepted"), again.LongAt("duplicates")));
        Assert.Equal(3, await TotalAsync(tenant, "api_calls"));
    }

    [Fact]
    public async Task Report_PastHalfOfWhatIsIncluded_IsMailedOnce()
    {
        var tenant = await SubscribedAsync();
        await tenant.ReportUsageAsync("api_calls", 600);
        await world.AdvanceAsync(TimeSpan.FromMinutes(6));
        await tenant.ReportUsageAsync("api_calls", 100);
        await world.AdvanceAsync(TimeSpan.FromMinutes(6));
        await tenant.ReportUsageAsync("api_calls", 400);
        await world.AdvanceAsync(TimeSpan.FromMinutes(6));

        var subjects = (await world.MailsToAsync(tenant.Email)).Select(mail => mail.Subject).Where(subject => subject.Contains("included", StringComparison.Ordinal));

        Assert.Equal(["API calls: 50 % of what is included is used", "API calls: 100 % of what is included is used"], subjects);
    }

    private static object Plan()
    {
        var meters = new[] { "peak_users", "active_users", "api_calls_eu", "api_calls", "disk" }
            .Select(metric => new { metric, currency = "usd", interval = "month", included = 0, unitAmountDecimal = "1" });
        var prices = new[] { new { currency = "usd", interval = "month", unitAmount = 1000 }, new { currency = "usd", interval = "year", unitAmount = 10_000 } };
        return new { code = "metered", name = "Metered", tier = "basic", currency = "usd", prices, meters };
    }

    private static async Task SendAsync(TestTenant tenant, string metric, long quantity, object? properties) =>
        (await tenant.Admin.PostAsync("usage/report", new { metric, quantity, properties })).Expect(HttpStatusCode.Accepted);

    private static async Task<System.Text.Json.JsonElement> CorrectAsync(TestTenant tenant, object order) =>
        (await tenant.Admin.PostAsync("usage/adjustments", order)).Expect(HttpStatusCode.Created).Body;

    private static async Task<long> TotalAsync(TestTenant tenant, string metric) =>
        (await tenant.Member.GetAsync($"usage?metric={metric}")).Expect(HttpStatusCode.OK)["total"].GetInt64();

    private static async Task<Answer> LoadAsync(HttpClient service, TestTenant tenant, string lines)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/billing/usage/bulk") { Content = new StringContent(lines, Encoding.UTF8, "application/x-ndjson") };
        request.Headers.Add("X-Tenant-Id", tenant.Id.ToString());
        return (await Answer.ReadAsync(await service.SendAsync(request), TestContext.Current.CancellationToken)).Expect(HttpStatusCode.Accepted);
    }

    private async Task<HttpClient> ServiceAsync()
    {
        var token = (await world.Anonymous.PostAsync("/dev/tokens", new { role = "service" })).Expect(HttpStatusCode.OK)["token"].GetString();
        var client = new HttpClient { BaseAddress = world.Api.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private async Task CreateMetricAsync(object metric) => (await world.Ops.PostAsync("/api/v1/ops/metrics", metric)).Expect(HttpStatusCode.Created);

    private async Task ProveAsync(TestTenant tenant) => Assert.Empty(
        (await world.Ops.PostAsync($"/api/v1/ops/tenants/{tenant.Id}/usage/recompute", new { reason = "Proof" })).Expect(HttpStatusCode.OK)["data"].EnumerateArray());

    private async Task<TestTenant> SubscribedAsync()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync();
        return tenant;
    }
}
