using System.Text.Json;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>A preview of each kind of change equals the invoice that the change then leads to, and writes nothing.</summary>
public sealed class BillingPreviewCaseTests
{
    public static TheoryData<string, string[]> Changes => new()
    {
        { "quantity", ["items[0][id]=ITEM", "items[0][quantity]=4"] },
        { "price", ["items[0][id]=ITEM", "items[0][price]=OTHER"] },
        { "price and quantity", ["items[0][id]=ITEM", "items[0][price]=OTHER", "items[0][quantity]=3"] },
        { "added item", ["items[0][price]=OTHER"] },
        { "swapped item", ["items[0][id]=ITEM", "items[0][deleted]=true", "items[1][price]=OTHER"] },
        { "yearly", ["items[0][id]=ITEM", "items[0][price]=YEAR", "billing_cycle_anchor=now"] },
        { "anchor now", ["billing_cycle_anchor=now"] },
        { "tax", ["default_tax_rates[0]=RATE", "items[0][id]=ITEM", "items[0][quantity]=3"] },
        { "trial", ["trial_end=TRIAL"] },
        { "proration date", ["items[0][id]=ITEM", "items[0][quantity]=2", "proration_date=DATE"] },
        { "tax rates cleared", ["default_tax_rates=", "items[0][id]=ITEM", "items[0][quantity]=3"] },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task AlwaysInvoice_AnyChange_ChargesWhatThePreviewSaid(string change, string[] parameters)
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var (subscription, asked) = await PrepareAsync(sandbox, parameters);
        var details = asked.Select(pair => (InDetails(pair.Name), pair.Value));

        var preview = await sandbox.PostAsync(
            "/v1/invoices/create_preview", [("subscription", subscription), .. details, ("subscription_details[proration_behavior]", "always_invoice")]);
        var unchanged = await sandbox.GetAsync($"/v1/subscriptions/{subscription}");
        await sandbox.PostAsync($"/v1/subscriptions/{subscription}", [.. asked, ("proration_behavior", "always_invoice")]);

        var invoice = await sandbox.LatestInvoiceAsync(subscription);
        Assert.Equal((change, Lines(preview)), (change, Lines(invoice)));
        Assert.Equal((preview.Long("total"), preview.Long("amount_due")), (invoice.Long("total"), invoice.Long("amount_due")));
        Assert.Equal(2, unchanged.Long("items.data.0.quantity"));
    }

    [Theory]
    [InlineData("cancel_now")]
    [InlineData("cancel_at_period_end")]
    [InlineData("cancel_at")]
    public async Task Ending_Preview_IsTheLastInvoice(string how)
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var (subscription, _) = await PrepareAsync(sandbox, []);
        var customer = (await sandbox.GetAsync($"/v1/subscriptions/{subscription}")).Text("customer");
        await sandbox.PostAsync("/v1/invoiceitems", ("customer", customer), ("amount", 9000), ("currency", "usd"));
        object value = how == "cancel_at" ? BillingSandbox.At("2026-04-21") : true;

        var preview = await sandbox.PostAsync("/v1/invoices/create_preview", ("subscription", subscription), ($"subscription_details[{how}]", value));
        if (how == "cancel_now")
            await sandbox.DeleteAsync($"/v1/subscriptions/{subscription}?prorate=true&invoice_now=true");
        else
            await sandbox.PostAsync($"/v1/subscriptions/{subscription}", (how, value));
        await sandbox.AdvanceToAsync("2026-05-01T01:00:00");

        var last = await sandbox.LatestInvoiceAsync(subscription);
        Assert.Equal((Lines(preview), preview.Long("total")), (Lines(last), last.Long("total")));
    }

    [Fact]
    public async Task ScheduledPhase_Preview_IsTheNextPhasesRenewal()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var (subscription, _) = await PrepareAsync(sandbox, []);
        var dear = await sandbox.PriceAsync(7700);
        var schedule = await sandbox.PostAsync("/v1/subscription_schedules", ("from_subscription", subscription));
        var phase = schedule.At("phases.0");
        (string, object)[] phases =
        [
            ("phases[0][items][0][price]", phase.Text("items.0.price")), ("phases[0][items][0][quantity]", 2),
            ("phases[0][start_date]", phase.Long("start_date")), ("phases[0][end_date]", phase.Long("end_date")), ("phases[1][items][0][price]", dear),
        ];
        var planned = await sandbox.PostAsync(
            "/v1/invoices/create_preview", [("schedule", schedule.Id()), .. phases.Select(pair => ("schedule_details[phases]" + pair.Item1["phases".Length..], pair.Item2))]);
        await sandbox.PostAsync($"/v1/subscription_schedules/{schedule.Id()}", phases);
        var upcoming = await sandbox.PostAsync("/v1/invoices/create_preview", ("subscription", subscription));
        await sandbox.AdvanceToAsync("2026-05-01T01:00:00");

        var renewed = await sandbox.LatestInvoiceAsync(subscription);
        Assert.Equal((7700, 7700, 7700), (planned.Long("total"), upcoming.Long("total"), renewed.Long("total")));
    }

    [Fact]
    public async Task EndingCoupon_Preview_NoLongerCarriesIt()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var coupon = await sandbox.CouponAsync(("percent_off", 50), ("duration", "repeating"), ("duration_in_months", 1));
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), await sandbox.PriceAsync(2000), ("discounts[0][coupon]", coupon));
        var preview = await sandbox.PostAsync("/v1/invoices/create_preview", ("subscription", subscription.Id()));
        await sandbox.AdvanceToAsync("2026-05-01T01:00:00");
        Assert.Equal((2000, 2000), (preview.Long("total"), (await sandbox.LatestInvoiceAsync(subscription.Id())).Long("total")));
    }

    [Fact]
    public async Task Stranger_WithAutomaticTax_IsPreviewedAndNotKept()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var preview = await sandbox.PostAsync(
            "/v1/invoices/create_preview",
            ("customer_details[address][country]", "DE"), ("automatic_tax[enabled]", true),
            ("subscription_details[items][0][price]", await sandbox.PriceAsync(2000)));
        Assert.Equal((2000, 2380, "complete"), (preview.Long("subtotal"), preview.Long("total"), preview.Text("automatic_tax.status")));
        Assert.Empty((await sandbox.GetAsync("/v1/customers")).Items("data"));
    }

    [Fact]
    public async Task Recurring_Preview_LeavesProrationsOut()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var (subscription, asked) = await PrepareAsync(sandbox, ["items[0][id]=ITEM", "items[0][quantity]=5"]);
        var details = asked.Select(pair => (InDetails(pair.Name), pair.Value));
        var preview = await sandbox.PostAsync("/v1/invoices/create_preview", [("subscription", subscription), ("preview_mode", "recurring"), .. details]);
        Assert.Equal([5000L], preview.Items("lines.data").Select(line => line.Long("amount")));
    }

    /// <summary>A subscription of two seats at 1000, half-way through April.</summary>
    private static async Task<(string Subscription, (string Name, object Value)[] Asked)> PrepareAsync(BillingSandbox sandbox, string[] parameters)
    {
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), await sandbox.PriceAsync(1000), ("items[0][quantity]", 2));
        await sandbox.AdvanceToAsync("2026-04-16");
        var values = new Dictionary<string, object>
        {
            ["ITEM"] = subscription.Text("items.data.0.id"),
            ["OTHER"] = await sandbox.PriceAsync(3300, name: "Other"),
            ["YEAR"] = await sandbox.PriceAsync(20_000, interval: "year", name: "Year"),
            ["RATE"] = (await sandbox.PostAsync("/v1/tax_rates", ("display_name", "VAT"), ("percentage", 19), ("inclusive", false))).Id(),
            ["TRIAL"] = BillingSandbox.At("2026-04-26"),
            ["DATE"] = BillingSandbox.At("2026-04-06"),
        };
        return (subscription.Id(), [.. parameters.Select(pair => pair.Split('=')).Select(pair => (pair[0], values.GetValueOrDefault(pair[1], pair[1])))]);
    }

    private static string InDetails(string name) =>
        name.IndexOf('[', StringComparison.Ordinal) is var bracket and > 0
            ? $"subscription_details[{name[..bracket]}]{name[bracket..]}"
            : $"subscription_details[{name}]";

    private static string Lines(JsonElement invoice) =>
        string.Join('\n', invoice.Items("lines.data").Select(line => $"{line.Text("description")}: {line.Long("amount")} + {line.Items("taxes").Sum(tax => tax.Long("amount"))}"));
}
