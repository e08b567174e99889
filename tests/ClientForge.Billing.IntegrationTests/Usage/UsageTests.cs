using System.Globalization;
using System.Net;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Usage;

public sealed class UsageTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Fact]
    public async Task Report_SameKeyTwice_CountsOnce()
    {
        var tenant = await SubscribedAsync();

        var first = await tenant.ReportUsageAsync("api_calls", 7, "call-1");
        var second = await tenant.ReportUsageAsync("api_calls", 7, "call-1");

        Assert.Equal((1, 0), (first.LongAt("accepted"), first.LongAt("duplicates")));
        Assert.Equal((0, 1), (second.LongAt("accepted"), second.LongAt("duplicates")));
        Assert.Equal(7, await TotalAsync(tenant, "api_calls"));
    }

    [Fact]
    public async Task Report_SameKeyOtherContent_IsAConflictAndChangesNothing()
    {
        var tenant = await SubscribedAsync();
        await tenant.ReportUsageAsync("api_calls", 7, "call-1");

        var answer = await tenant.Admin.PostAsync("usage/report", new { metric = "api_calls", quantity = 8, idempotencyKey = "call-1" });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency_conflict"), (answer.Status, answer.Code));
        Assert.Equal(7, await TotalAsync(tenant, "api_calls"));
    }

    [Fact]
    public async Task Report_SameKeyInParallel_CountsOnce()
    {
        var tenant = await SubscribedAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => tenant.ReportUsageAsync("api_calls", 3, "one")));

        Assert.Equal(1, answers.Sum(answer => answer.LongAt("accepted")));
        Assert.Equal(49, answers.Sum(answer => answer.LongAt("duplicates")));
        Assert.Equal(3, await TotalAsync(tenant, "api_calls"));
    }

    [Fact]
    public async Task Report_MixedBatch_KeepsTheGoodAndNamesTheBad()
    {
        var tenant = await SubscribedAsync();
        const string batch = """
            {"events": [
              {"metric": "api_calls", "quantity": 1, "idempotencyKey": "a"},
              {"metric": "api_calls", "quantity": -1},
              {"metric": "api_calls", "quantity": 1.5},
              {"metric": "api_calls", "quantity": "1"},
              {"metric": "api_calls", "quantity": 1e30},
              {"metric": "api_calls", "quantity": 0},
              {"metric": "nothing", "quantity": 1},
              {"metric": "api_calls", "quantity": 1, "timestamp": "1970-01-01T00:00:00Z"},
              {"metric": "api_calls", "quantity": 1, "timestamp": "2100-01-01T00:00:00Z"},
              {"metric": "api_calls", "quantity": 1, "timestamp": "2026-01-01T00:00:00"},
              {"metric": "api_calls", "quantity": 1, "idempotencyKey": ""},
              {"metric": "api_calls", "quantity": 1, "idempotencyKey": "a"},
              {"metric": "api_calls", "quantity": 2, "idempotencyKey": "a"},
              null
            ]}
            """;

        var answer = (await tenant.Admin.PostAsync("usage/report", batch)).Expect(HttpStatusCode.Accepted);

        Assert.Equal((1, 1), (answer["accepted"].GetInt32(), answer["duplicates"].GetInt32()));
        Assert.Equal(
            [
                "1 quantity_out_of_range", "2 quantity_invalid", "3 quantity_invalid", "4 quantity_invalid", "5 quantity_zero", "6 unknown_metric",
                "7 before_subscription", "8 timestamp_in_future", "9 timestamp_invalid", "10 idempotency_key_invalid", "12 idempotency_conflict",
                "13 metric_invalid",
            ],
            answer["rejected"].EnumerateArray().Select(row => $"{row.LongAt("index")} {row.StringAt("code")}"));
        Assert.Equal(1, await TotalAsync(tenant, "api_calls"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    public async Task Report_BatchOutOfSize_Refused(int count)
    {
        var tenant = await SubscribedAsync();

        var answer = await tenant.Admin.PostAsync("usage/report", new { events = Enumerable.Repeat(new { metric = "api_calls", quantity = 1 }, count) });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "events_out_of_range"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Report_EventBesideABatch_IsRefusedWhole()
    {
        var tenant = await SubscribedAsync();

        var answer = await tenant.Admin.PostAsync("usage/report", new { metric = "api_calls", quantity = 5, events = new[] { new { metric = "api_calls", quantity = 1 } } });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "validation_failed"), (answer.Status, answer.Code));
        Assert.Equal(0, await TotalAsync(tenant, "api_calls"));
    }

    [Fact]
    public async Task Report_LevelMetric_ShowsItsLastValue()
    {
        var tenant = await SubscribedAsync();
        var now = await world.NowAsync();

        await ReportAtAsync(tenant, "storage_gb", 12, now.AddSeconds(2));
        await ReportAtAsync(tenant, "storage_gb", 30, now.AddSeconds(1));

        Assert.Equal(12, await TotalAsync(tenant, "storage_gb"));
    }

    [Fact]
    public async Task Get_OneMetric_TellsWhatIsIncludedLeftAndAbove()
    {
        var tenant = await SubscribedAsync();
        await tenant.ReportUsageAsync("api_calls", 1_500);

        var usage = (await tenant.Member.GetAsync("usage?metric=api_calls&granularity=month")).Expect(HttpStatusCode.OK).Body;
        var overage = (await tenant.Member.GetAsync("usage/overage")).Expect(HttpStatusCode.OK).Body;

        Assert.Equal((1_500, 1_000, 0, 500), (usage.LongAt("total"), usage.LongAt("included"), usage.LongAt("remaining"), usage.LongAt("overage")));
        Assert.Equal(1_500, usage.At("series").EnumerateArray().Sum(point => point.LongAt("value")));
        var row = overage.At("data").EnumerateArray().Single(item => item.StringAt("metric") == "api_calls");
        Assert.Equal(usage.LongAt("overageAmount"), row.LongAt("amount"));
        Assert.True(row.LongAt("amount") > 0);
    }

    [Fact]
    public async Task Usage_AboveWhatIsIncluded_IsOnTheNextInvoiceOnce()
    {
        var tenant = await SubscribedAsync();
        await tenant.ReportUsageAsync("api_calls", 10_500);
        var expected = (await tenant.Admin.GetAsync("usage?metric=api_calls"))["overageAmount"].GetInt64();
        var end = (await tenant.SubscriptionAsync()).At("currentPeriodEnd").GetDateTimeOffset();

        await world.AdvanceToAsync(end.AddHours(2));
        await world.AdvanceToAsync(end.AddMonths(1).AddHours(2));

        var invoices = await tenant.InvoicesAsync();
        var charged = invoices
            .SelectMany(invoice => invoice.At("lines").EnumerateArray())
            .Where(line => line.StringAt("description")!.Contains("API calls", StringComparison.Ordinal))
            .Sum(line => line.LongAt("amount"));
        Assert.Equal(expected, charged);
        Assert.Equal(0, await TotalAsync(tenant, "api_calls"));
    }

    [Fact]
    public async Task Entitlements_FollowUsageAndPlan()
    {
        var tenant = await SubscribedAsync();
        await tenant.ReportUsageAsync("api_calls", 400);

        var calls = (await tenant.Member.GetAsync("entitlements/api_calls")).Expect(HttpStatusCode.OK).Body;
        var absent = await tenant.Member.GetAsync("entitlements/teleportation");
        var denied = (await tenant.Member.GetAsync("entitlements/single_sign_on")).Expect(HttpStatusCode.OK).Body;

        Assert.True(calls.At("allowed").GetBoolean());
        Assert.Equal((1_000, 400, 600), (calls.LongAt("limit"), calls.LongAt("used"), calls.LongAt("remaining")));
        Assert.Equal((HttpStatusCode.NotFound, "feature_not_found"), (absent.Status, absent.Code));
        Assert.False(denied.At("allowed").GetBoolean());
    }

    private static async Task<long> TotalAsync(TestTenant tenant, string metric) =>
        (await tenant.Member.GetAsync($"usage?metric={metric}")).Expect(HttpStatusCode.OK)["total"].GetInt64();

    private static async Task ReportAtAsync(TestTenant tenant, string metric, long quantity, DateTimeOffset at) =>
        (await tenant.Admin.PostAsync("usage/report", new { metric, quantity, timestamp = at.ToString("O", CultureInfo.InvariantCulture) })).Expect(HttpStatusCode.Accepted);

    private async Task<TestTenant> SubscribedAsync()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync();
        return tenant;
    }
}
