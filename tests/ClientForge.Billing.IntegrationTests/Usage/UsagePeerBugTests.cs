using System.Globalization;
using System.Net;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Usage;

/// <summary>
/// Failures that other billing systems have had with usage, by their numbers, and what becomes of late usage and of differences
/// here. B124 (overlapping filters) and B125 (a key without its window) stand beside the pure rules they are about.
/// </summary>
public sealed class UsagePeerBugTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    // B121: ending at once must not give the open usage away.
    [Fact]
    public async Task CancelNow_UnbilledUsage_IsOnTheFinalInvoiceAlone()
    {
        var tenant = await SubscribedAsync();
        await tenant.ReportUsageAsync("api_calls", 1_500);
        var owed = (await tenant.Admin.GetAsync("usage?metric=api_calls"))["overageAmount"].GetInt64();

        // Stripe's periods end before their last second: what is used in the second of the end is not of the period.
        await world.AdvanceAsync(TimeSpan.FromMinutes(1));
        (await tenant.Admin.DeleteAsync("subscription?atPeriodEnd=false")).Expect(HttpStatusCode.OK);
        await world.AdvanceAsync(TimeSpan.FromHours(2));

        var final = (await tenant.InvoicesAsync())[0];
        Assert.Equal(owed, final.At("lines").EnumerateArray().Where(line => line.StringAt("description")!.Contains("API calls", StringComparison.Ordinal)).Sum(line => line.LongAt("amount")));
        Assert.True(owed > 0);
    }

    // B122: an event whose answer was lost is there already, and that is success.
    [Fact]
    public async Task Report_IdentifierKnownToStripe_CountsAsReported()
    {
        var tenant = await SubscribedAsync();
        await tenant.ReportUsageAsync("api_calls", 40);
        var now = await world.NowAsync();
        var hour = now.ToUnixTimeSeconds() / 3_600 * 3_600;
        var customer = await CustomerAsync(tenant);
        (await world.Stripe.PostAsync(
            "billing/meter_events",
            ("event_name", "clientforge_api_calls"),
            ("identifier", $"{tenant.Id:N}:api_calls:{hour}:1"),
            ("payload[stripe_customer_id]", customer),
            ("payload[value]", "40"))).Expect(HttpStatusCode.OK);

        await world.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Equal("confirmed", await StateAsync(tenant));
        Assert.Equal(0, await world.Database.ScalarAsync("select count(*) from reconcile_findings where kind = 'usage_report_failed'"));
    }

    // B127: a page that ends among events of one instant must not lose the rest.
    [Fact]
    public async Task Report_ThousandEventsOfOneMicrosecond_AllReachTheMeter()
    {
        var tenant = await SubscribedAsync();
        var at = await world.NowAsync();
        var events = Enumerable.Range(0, 1_000).Select(i => new { metric = "api_calls", quantity = 1, idempotencyKey = $"e-{i}", timestamp = at });

        (await tenant.Admin.PostAsync("usage/report", new { events })).Expect(HttpStatusCode.Accepted);
        await world.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(1_000, await AtStripeAsync(tenant));
    }

    // B128: an event of an ended subscription is answered once and for all.
    [Fact]
    public async Task Report_SubscriptionEnded_IsRefusedWithItsReason()
    {
        var tenant = await SubscribedAsync();
        (await tenant.Admin.DeleteAsync("subscription?atPeriodEnd=false")).Expect(HttpStatusCode.OK);
        await world.AdvanceAsync(TimeSpan.FromMinutes(1));

        var answer = await tenant.Admin.PostAsync("usage/report", new { metric = "api_calls", quantity = 1 });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "subscription_ended"), (answer.Status, answer.Code));
        Assert.Equal(0, await world.Database.ScalarAsync($"select count(*) from work_items where tenant_id = '{tenant.Id}' and kind like 'usage.%' and state = 'waiting'"));
    }

    [Fact]
    public async Task Report_SuspendedTenant_IsRefused()
    {
        var tenant = await SubscribedAsync();
        (await world.Ops.PostAsync($"/api/v1/ops/tenants/{tenant.Id}/suspend", new { reason = "Abuse" })).Expect(HttpStatusCode.OK);

        var answer = await tenant.Admin.PostAsync("usage/report", new { metric = "api_calls", quantity = 1 });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "account_suspended"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Report_KeyOfTenThousandCharacters_IsRefused()
    {
        var tenant = await SubscribedAsync();

        var answer = await tenant.Admin.PostAsync("usage/report", new { metric = "api_calls", quantity = 1, idempotencyKey = new string('k', 10_000) });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency_key_invalid"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Report_NotANumber_IsMalformed()
    {
        var tenant = await SubscribedAsync();

        var answer = await tenant.Admin.PostAsync("usage/report", """{"metric": "api_calls", "quantity": NaN}""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Fact]
    public async Task Report_NineHundredGoodAndAHundredBad_KeepsTheGoodAndNamesEachBad()
    {
        var tenant = await SubscribedAsync();
        var events = Enumerable.Range(0, 1_000).Select(i => new { metric = i % 10 == 3 ? "nothing" : "api_calls", quantity = 1, idempotencyKey = $"m-{i}" });

        var answer = (await tenant.Admin.PostAsync("usage/report", new { events })).Expect(HttpStatusCode.Accepted);

        Assert.Equal(900, answer["accepted"].GetInt32());
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (i * 10) + 3), answer["rejected"].EnumerateArray().Select(row => row.At("index").GetInt32()));
    }

    [Fact]
    public async Task LateEvent_OfARestatingMetric_IsChargedOnTheNextInvoiceWithItsReason()
    {
        (await world.Ops.PutAsync("/api/v1/ops/metrics/emails_sent/late-policy", new { policy = "restate", lockDays = 20, reason = "Agreed" })).Expect(HttpStatusCode.NoContent);
        var tenant = await SubscribedAsync();
        var end = (await tenant.SubscriptionAsync()).At("currentPeriodEnd").GetDateTimeOffset();
        await tenant.ReportUsageAsync("emails_sent", 500);
        await world.AdvanceToAsync(end.AddDays(1));

        (await tenant.Admin.PostAsync("usage/report", new { metric = "emails_sent", quantity = 1_000, timestamp = end.AddDays(-1) })).Expect(HttpStatusCode.Accepted);
        await world.AdvanceToAsync(end.AddMonths(1).AddHours(3));

        var lines = (await tenant.InvoicesAsync()).SelectMany(invoice => invoice.At("lines").EnumerateArray()).ToArray();
        var line = Assert.Single(lines, candidate => candidate.StringAt("description")!.Contains("instead of 500", StringComparison.Ordinal));
        Assert.Equal(100, line.LongAt("amount"));
        Assert.StartsWith("E-mails sent, ", line.StringAt("description"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_StripeKnowsMoreThanWasRecorded_HoldsTheInvoiceAndFilesIt()
    {
        var tenant = await SubscribedAsync();
        await tenant.ReportUsageAsync("api_calls", 1_200);
        (await world.Stripe.PostAsync(
            "billing/meter_events",
            ("event_name", "clientforge_api_calls"),
            ("payload[stripe_customer_id]", await CustomerAsync(tenant)),
            ("payload[value]", "5"))).Expect(HttpStatusCode.OK);
        var end = (await tenant.SubscriptionAsync()).At("currentPeriodEnd").GetDateTimeOffset();

        await world.AdvanceToAsync(end.AddHours(5));

        var invoice = (await tenant.InvoicesAsync())[0];
        Assert.Equal("draft", invoice.StringAt("status"));
        Assert.Equal(1, await world.Database.ScalarAsync(
            $"select count(*) from reconcile_findings where kind = 'usage_mismatch' and object_id = '{invoice.StringAt("id")}' and resolved_at is null"));
    }

    private Task<string> CustomerAsync(TestTenant tenant) => TextAsync($"select stripe_customer_id from billing_customers where tenant_id = '{tenant.Id}'");

    private async Task<long> AtStripeAsync(TestTenant tenant)
    {
        var meters = (await world.Stripe.GetAsync("billing/meters?limit=100")).Expect(HttpStatusCode.OK);
        var meter = meters["data"].EnumerateArray().First(row => row.StringAt("event_name") == "clientforge_api_calls").StringAt("id");
        var now = (await world.NowAsync()).ToUnixTimeSeconds() / 3_600 * 3_600;
        var span = string.Create(CultureInfo.InvariantCulture, $"start_time={now - 7_200}&end_time={now + 7_200}");
        var summary = (await world.Stripe.GetAsync($"billing/meters/{meter}/event_summaries?customer={await CustomerAsync(tenant)}&{span}")).Expect(HttpStatusCode.OK);
        return (long)summary["data"].EnumerateArray().Sum(row => row.At("aggregated_value").GetDecimal());
    }

    private Task<string> StateAsync(TestTenant tenant) => TextAsync($"select string_agg(state, ',') from usage_report_items where tenant_id = '{tenant.Id}'");

    private async Task<string> TextAsync(string sql)
    {
        await using var connection = await world.Database.OpenAsAdminAsync(TestContext.Current.CancellationToken);
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private async Task<TestTenant> SubscribedAsync()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync();
        return tenant;
    }
}
