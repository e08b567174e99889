namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>What is switched on by settings: Stripe's own retries, saved payment methods, test clocks.</summary>
public sealed class BillingSettingsTests
{
    [Theory]
    [InlineData("past_due", "past_due")]
    [InlineData("unpaid", "unpaid")]
    [InlineData("cancel", "canceled")]
    public async Task Retries_SwitchedOn_TryOnScheduleAndEndAsSet(string setting, string status)
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-01-01");
        await sandbox.ControlAsync("/_sandbox/retries", new { days = new[] { 3, 5 }, whenExhausted = setting });
        var customer = await sandbox.CustomerAsync();
        var subscription = await sandbox.SubscribeAsync(customer, await sandbox.PriceAsync(2000));
        await sandbox.UseCardAsync(customer, "pm_card_chargeCustomerFail");

        await sandbox.AdvanceToAsync("2026-02-01T01:00:00");
        var first = await sandbox.LatestInvoiceAsync(subscription.Id());
        await sandbox.AdvanceToAsync("2026-02-04T01:00:00");
        var second = await sandbox.LatestInvoiceAsync(subscription.Id());
        await sandbox.AdvanceToAsync("2026-02-09T01:00:00");
        var last = await sandbox.LatestInvoiceAsync(subscription.Id());

        Assert.Equal((1, BillingSandbox.At("2026-02-04T01:00:00")), (first.Long("attempt_count"), first.Long("next_payment_attempt")));
        Assert.Equal((2, BillingSandbox.At("2026-02-09T01:00:00")), (second.Long("attempt_count"), second.Long("next_payment_attempt")));
        Assert.Equal((3, true, "open"), (last.Long("attempt_count"), last.IsNull("next_payment_attempt"), last.Text("status")));
        var after = await sandbox.GetAsync($"/v1/subscriptions/{subscription.Id()}");
        Assert.Equal(status, after.Text("status"));
        Assert.Equal(setting == "cancel" ? "payment_failed" : null, after.At("cancellation_details.reason").GetString());
    }

    [Fact]
    public async Task Trial_WithoutPaymentMethod_CollectsOneBySetupIntent()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-01-01");
        var customer = (await sandbox.PostAsync("/v1/customers", ("email", "a@example.com"))).Id();
        var subscription = await sandbox.SubscribeAsync(
            customer,
            await sandbox.PriceAsync(2000),
            ("trial_period_days", 7),
            ("payment_settings[save_default_payment_method]", "on_subscription"));

        await sandbox.PostAsync($"/v1/setup_intents/{subscription.Text("pending_setup_intent")}/confirm", ("payment_method", "pm_card_visa"));
        var ready = await sandbox.GetAsync($"/v1/subscriptions/{subscription.Id()}");
        await sandbox.AdvanceToAsync("2026-01-08T01:00:00");

        Assert.True(ready.IsNull("pending_setup_intent"));
        Assert.StartsWith("pm_", ready.Text("default_payment_method"));
        Assert.Equal("paid", (await sandbox.LatestInvoiceAsync(subscription.Id())).Text("status"));
    }

    [Fact]
    public async Task DefaultPaymentMethod_Detached_LeavesTheSubscription()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = await sandbox.CustomerAsync();
        var method = (await sandbox.PostAsync("/v1/payment_methods/pm_card_mastercard/attach", ("customer", customer))).Id();
        var subscription = await sandbox.SubscribeAsync(customer, await sandbox.PriceAsync(2000), ("default_payment_method", method));

        await sandbox.PostAsync($"/v1/payment_methods/{method}/detach");

        Assert.True((await sandbox.GetAsync($"/v1/subscriptions/{subscription.Id()}")).IsNull("default_payment_method"));
    }

    [Fact]
    public async Task TestClock_Advanced_RenewsOnlyWhatLivesOnIt()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-01-01");
        var clock = (await sandbox.PostAsync("/v1/test_helpers/test_clocks", ("frozen_time", BillingSandbox.At("2030-06-01")))).Id();
        var customer = (await sandbox.PostAsync("/v1/customers", ("test_clock", clock))).Id();
        await sandbox.UseCardAsync(customer, "pm_card_visa");
        var price = await sandbox.PriceAsync(2000);
        var clocked = await sandbox.SubscribeAsync(customer, price);
        var other = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), price);

        await sandbox.PostAsync($"/v1/test_helpers/test_clocks/{clock}/advance", ("frozen_time", BillingSandbox.At("2030-07-01T02:00:00")));
        while ((await sandbox.GetAsync($"/v1/test_helpers/test_clocks/{clock}")).Text("status") != "ready")
            await Task.Yield();

        var renewed = await sandbox.LatestInvoiceAsync(clocked.Id());
        Assert.Equal((clock, BillingSandbox.At("2030-06-01")), (clocked.Text("test_clock"), clocked.Long("created")));
        Assert.Equal(("paid", BillingSandbox.At("2030-07-01")), (renewed.Text("status"), renewed.Long("created")));
        Assert.Equal("subscription_create", (await sandbox.LatestInvoiceAsync(other.Id())).Text("billing_reason"));
    }

    [Fact]
    public async Task DraftLines_AddedChangedAndRemoved_MoveTheTotal()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var invoice = (await sandbox.PostAsync("/v1/invoices", ("customer", await sandbox.CustomerAsync()), ("currency", "eur"))).Id();

        var added = await sandbox.PostAsync(
            $"/v1/invoices/{invoice}/add_lines",
            ("lines[0][amount]", 1000),
            ("lines[0][description]", "Work"),
            ("lines[1][amount]", 500),
            ("lines[1][description]", "Travel"));
        var changed = await sandbox.PostAsync(
            $"/v1/invoices/{invoice}/update_lines", ("lines[0][id]", added.Text("lines.data.0.id")), ("lines[0][amount]", 1200));
        var removed = await sandbox.PostAsync(
            $"/v1/invoices/{invoice}/remove_lines", ("lines[0][id]", added.Text("lines.data.1.id")), ("lines[0][behavior]", "delete"));

        Assert.Equal((1500, 1700, 1200), (added.Long("total"), changed.Long("total"), removed.Long("total")));
        Assert.Equal(added.Text("lines.data.0.id"), removed.Text("lines.data.0.id"));
        Assert.Equal(1, removed.Long("lines.total_count"));
    }
}
