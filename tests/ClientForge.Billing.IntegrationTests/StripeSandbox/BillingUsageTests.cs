using System.Text.Json;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>Meters and what their usage costs.</summary>
public sealed class BillingUsageTests
{
    [Fact]
    public async Task Overage_GraduatedWithIncludedTier_IsBilledInArrears()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-01-01");
        var (customer, subscription, meter) = await MeteredAsync(sandbox);
        await ReportAsync(sandbox, customer, "a", "9000", "2026-01-01T00:00:00");
        await sandbox.AdvanceToAsync("2026-01-20");
        await ReportAsync(sandbox, customer, "b", "3345", "2026-01-20");

        await sandbox.AdvanceToAsync("2026-02-01T00:00:00");
        await ReportAsync(sandbox, customer, "late", "655", "2026-01-31T23:59:59");
        await ReportAsync(sandbox, customer, "next", "50000", "2026-02-01T00:00:00");
        var draft = await sandbox.LatestInvoiceAsync(subscription);
        await sandbox.AdvanceToAsync("2026-02-01T01:00:00");
        var invoice = await sandbox.LatestInvoiceAsync(subscription);

        Assert.Equal([2000, 4690], draft.Items("lines.data").Select(line => line.Long("amount")));
        Assert.Equal([2000, 6000], invoice.Items("lines.data").Select(line => line.Long("amount")));
        Assert.Equal(13_000, invoice.Long("lines.data.1.quantity"));
        Assert.Equal(BillingSandbox.At("2026-01-01"), invoice.Long("lines.data.1.period.start"));
        Assert.Equal(BillingSandbox.At("2026-02-01"), invoice.Long("lines.data.1.period.end"));
        Assert.Equal(8000, invoice.Long("amount_paid"));
        var days = await sandbox.GetAsync(
            $"/v1/billing/meters/{meter}/event_summaries?customer={customer}&value_grouping_window=day" +
            $"&start_time={BillingSandbox.At("2026-01-01")}&end_time={BillingSandbox.At("2026-02-01")}");
        Assert.Equal([655, 3345, 9000], days.Items("data").Select(row => row.At("aggregated_value").GetDecimal()));
    }

    [Fact]
    public async Task Event_BadInput_IsRefused()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-03-01");
        var (customer, _, _) = await MeteredAsync(sandbox);
        await ReportAsync(sandbox, customer, "once", "1", "2026-03-01");

        var twice = await sandbox.RefusedAsync(400, "/v1/billing/meter_events", Event(customer, "once", "1", "2026-03-01"));
        var old = await sandbox.RefusedAsync(400, "/v1/billing/meter_events", Event(customer, "old", "1", "2026-01-24"));
        var early = await sandbox.RefusedAsync(400, "/v1/billing/meter_events", Event(customer, "early", "1", "2026-03-01T00:05:01"));
        var nan = await sandbox.RefusedAsync(400, "/v1/billing/meter_events", Event(customer, "nan", "many", "2026-03-01"));

        Assert.Equal("An event already exists with identifier once.", twice.Text("message"));
        Assert.Equal("timestamp_too_far_in_past", old.Text("code"));
        Assert.Equal("timestamp_in_future", early.Text("code"));
        Assert.Equal("meter_event_invalid_value", nan.Text("code"));
    }

    [Fact]
    public async Task Adjustment_Cancel_TakesTheEventBack()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-03-01");
        var (customer, subscription, _) = await MeteredAsync(sandbox);
        await ReportAsync(sandbox, customer, "wrong", "99999", "2026-03-01");

        var adjustment = await sandbox.PostAsync(
            "/v1/billing/meter_event_adjustments", ("event_name", "api_calls"), ("type", "cancel"), ("cancel[identifier]", "wrong"));
        await sandbox.AdvanceToAsync("2026-04-01T01:00:00");

        Assert.Equal("complete", adjustment.Text("status"));
        Assert.Equal(2000, (await sandbox.LatestInvoiceAsync(subscription)).Long("total"));
    }

    [Fact]
    public async Task CancelAtPeriodEnd_WithUsage_BillsItOnAFinalInvoice()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-03-01");
        var (customer, subscription, _) = await MeteredAsync(sandbox);
        await ReportAsync(sandbox, customer, "a", "11000", "2026-03-01");
        await sandbox.PostAsync($"/v1/subscriptions/{subscription}", ("cancel_at_period_end", true));

        await sandbox.AdvanceToAsync("2026-04-01T01:00:00");

        var invoice = await sandbox.LatestInvoiceAsync(subscription);
        Assert.Equal((2000, "paid"), (invoice.Long("total"), invoice.Text("status")));
        Assert.Equal("canceled", (await sandbox.GetAsync($"/v1/subscriptions/{subscription}")).Text("status"));
    }

    [Fact]
    public async Task MeteredPrice_ReplacedInAPeriod_BillsEachPriceForItsTime()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-03-01");
        var (customer, id, meter) = await MeteredAsync(sandbox);
        await ReportAsync(sandbox, customer, "a", "10100", "2026-03-01");
        await sandbox.AdvanceToAsync("2026-03-16");
        var subscription = await sandbox.GetAsync($"/v1/subscriptions/{id}");
        var product = (await sandbox.PostAsync("/v1/products", ("name", "API calls, large"))).Id();
        var dearer = (await sandbox.PostAsync(
            "/v1/prices",
            ("product", product),
            ("currency", "usd"),
            ("unit_amount", 5),
            ("recurring[interval]", "month"),
            ("recurring[usage_type]", "metered"),
            ("recurring[meter]", meter))).Id();

        var changed = await sandbox.PostAsync(
            $"/v1/subscriptions/{id}", ("items[0][id]", subscription.Text("items.data.1.id")), ("items[0][price]", dearer));
        await ReportAsync(sandbox, customer, "b", "40", "2026-03-16");
        await sandbox.AdvanceToAsync("2026-04-01T01:00:00");
        var invoice = await sandbox.LatestInvoiceAsync(id);

        Assert.Equal(BillingSandbox.At("2026-03-16"), changed.Long("items.data.1.current_period_start"));
        Assert.Equal([200, 2000, 200], invoice.Items("lines.data").Select(line => line.Long("amount")));
        Assert.Equal([10_100, 1, 40], invoice.Items("lines.data").Select(line => line.Long("quantity")));
    }

    /// <summary>2000 a month and 10,000 calls included, 2 each above.</summary>
    private static async Task<(string Customer, string Subscription, string Meter)> MeteredAsync(BillingSandbox sandbox)
    {
        var customer = await sandbox.CustomerAsync();
        var meter = (await sandbox.PostAsync(
            "/v1/billing/meters",
            ("display_name", "API calls"),
            ("event_name", "api_calls"),
            ("default_aggregation[formula]", "sum"))).Id();
        var product = (await sandbox.PostAsync("/v1/products", ("name", "API calls"))).Id();
        var metered = (await sandbox.PostAsync(
            "/v1/prices",
            ("product", product),
            ("currency", "usd"),
            ("billing_scheme", "tiered"),
            ("tiers_mode", "graduated"),
            ("tiers[0][up_to]", 10_000),
            ("tiers[0][unit_amount]", 0),
            ("tiers[1][up_to]", "inf"),
            ("tiers[1][unit_amount]", 2),
            ("recurring[interval]", "month"),
            ("recurring[usage_type]", "metered"),
            ("recurring[meter]", meter))).Id();
        var subscription = await sandbox.SubscribeAsync(customer, await sandbox.PriceAsync(2000), ("items[1][price]", metered));
        Assert.False(subscription.At("items.data.1").TryGetProperty("quantity", out _));
        return (customer, subscription.Id(), meter);
    }

    private static Task<JsonElement> ReportAsync(BillingSandbox sandbox, string customer, string identifier, string value, string at) =>
        sandbox.PostAsync("/v1/billing/meter_events", Event(customer, identifier, value, at));

    private static (string Name, object Value)[] Event(string customer, string identifier, string value, string at) =>
    [
        ("event_name", "api_calls"),
        ("identifier", identifier),
        ("payload[stripe_customer_id]", customer),
        ("payload[value]", value),
        ("timestamp", BillingSandbox.At(at)),
    ];
}
