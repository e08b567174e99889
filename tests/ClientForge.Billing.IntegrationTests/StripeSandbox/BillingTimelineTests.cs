namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>What time does: trials, renewals, failures, ends.</summary>
public sealed class BillingTimelineTests
{
    [Fact]
    public async Task MonthEndAnchor_OverALeapYear_ComesBackToTheThirtyFirst()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2027-12-31T10:00:00");
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), await sandbox.PriceAsync(1000));

        await sandbox.AdvanceToAsync("2028-05-31T12:00:00");

        var invoices = await sandbox.GetAsync($"/v1/invoices?subscription={subscription.Id()}");
        Assert.Equal(
            ["2028-06-30", "2028-05-31", "2028-04-30", "2028-03-31", "2028-02-29", "2028-01-31"],
            invoices.Items("data").Select(invoice =>
                DateTimeOffset.FromUnixTimeSeconds(invoice.Long("lines.data.0.period.end")).ToString("yyyy-MM-dd")));
        Assert.All(invoices.Items("data"), invoice => Assert.Equal("paid", invoice.Text("status")));
    }

    [Fact]
    public async Task Trial_ToCancellation_RunsTheWholeStory()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-01-01");
        var customer = await sandbox.CustomerAsync();
        var subscription = await sandbox.SubscribeAsync(customer, await sandbox.PriceAsync(2000), ("trial_period_days", 14));
        Assert.Equal("trialing", subscription.Text("status"));
        Assert.Equal(BillingSandbox.At("2026-01-15"), subscription.Long("items.data.0.current_period_end"));
        var first = await sandbox.LatestInvoiceAsync(subscription.Id());
        Assert.Equal((0, "paid", "Free trial for 1 × Pro"), (first.Long("total"), first.Text("status"), first.Text("lines.data.0.description")));

        await sandbox.AdvanceToAsync("2026-01-12");
        Assert.Contains("customer.subscription.trial_will_end", await sandbox.EventTypesAsync());
        await sandbox.AdvanceToAsync("2026-01-15T01:00:00");
        Assert.Equal("active", await StatusAsync(sandbox, subscription.Id()));
        Assert.Equal(2000, (await sandbox.LatestInvoiceAsync(subscription.Id())).Long("amount_paid"));

        await sandbox.UseCardAsync(customer, "pm_card_chargeCustomerFail");
        await sandbox.AdvanceToAsync("2026-02-15T01:00:00");
        var failed = await sandbox.LatestInvoiceAsync(subscription.Id());
        Assert.Equal("past_due", await StatusAsync(sandbox, subscription.Id()));
        Assert.Equal(("open", 1, true), (failed.Text("status"), failed.Long("attempt_count"), failed.IsNull("next_payment_attempt")));
        Assert.True((await sandbox.GetAsync($"/v1/customers/{customer}")).Is("delinquent"));

        var error = await sandbox.RefusedAsync(402, $"/v1/invoices/{failed.Id()}/pay");
        Assert.Equal(("card_error", "card_declined", "generic_decline"), (error.Text("type"), error.Text("code"), error.Text("decline_code")));
        Assert.Equal(1, (await sandbox.LatestInvoiceAsync(subscription.Id())).Long("attempt_count"));
        await sandbox.UseCardAsync(customer, "pm_card_visa");
        var recovered = await sandbox.PostAsync($"/v1/invoices/{failed.Id()}/pay", ("off_session", true));
        Assert.Equal("paid", recovered.Text("status"));
        Assert.Equal("active", await StatusAsync(sandbox, subscription.Id()));
        Assert.False((await sandbox.GetAsync($"/v1/customers/{customer}")).Is("delinquent"));

        var ending = await sandbox.PostAsync($"/v1/subscriptions/{subscription.Id()}", ("cancel_at_period_end", true));
        Assert.Equal(BillingSandbox.At("2026-03-15"), ending.Long("cancel_at"));
        Assert.Equal("active", ending.Text("status"));
        await sandbox.AdvanceToAsync("2026-03-15T02:00:00");
        var ended = await sandbox.GetAsync($"/v1/subscriptions/{subscription.Id()}");
        Assert.Equal("canceled", ended.Text("status"));
        Assert.Equal(BillingSandbox.At("2026-03-15"), ended.Long("ended_at"));
        Assert.True(ended.Is("cancel_at_period_end"));
        Assert.Equal("cancellation_requested", ended.Text("cancellation_details.reason"));
        Assert.Equal(failed.Id(), ended.Text("latest_invoice"));
    }

    [Theory]
    [InlineData("cancel", "canceled")]
    [InlineData("pause", "paused")]
    [InlineData("create_invoice", "past_due")]
    public async Task TrialEnd_WithoutPaymentMethod_FollowsTheSetting(string setting, string expected)
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-01-01");
        var customer = (await sandbox.PostAsync("/v1/customers", ("email", "a@example.com"))).Id();
        var subscription = await sandbox.SubscribeAsync(
            customer,
            await sandbox.PriceAsync(2000),
            ("trial_period_days", 7),
            ("trial_settings[end_behavior][missing_payment_method]", setting));

        await sandbox.AdvanceToAsync("2026-01-08T02:00:00");

        Assert.Equal(expected, await StatusAsync(sandbox, subscription.Id()));
    }

    [Fact]
    public async Task Resume_PausedSubscription_IsActiveOncePaid()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-01-01");
        var customer = (await sandbox.PostAsync("/v1/customers", ("email", "a@example.com"))).Id();
        var subscription = await sandbox.SubscribeAsync(
            customer,
            await sandbox.PriceAsync(2000),
            ("trial_period_days", 7),
            ("trial_settings[end_behavior][missing_payment_method]", "pause"));
        await sandbox.AdvanceToAsync("2026-02-20");
        await sandbox.UseCardAsync(customer, "pm_card_visa");

        var resumed = await sandbox.PostAsync($"/v1/subscriptions/{subscription.Id()}/resume", ("billing_cycle_anchor", "now"));
        await sandbox.PostAsync($"/v1/invoices/{resumed.Text("latest_invoice")}/pay");

        var active = await sandbox.GetAsync($"/v1/subscriptions/{subscription.Id()}");
        Assert.Equal("paused", resumed.Text("status"));
        Assert.Equal("active", active.Text("status"));
        Assert.Equal(BillingSandbox.At("2026-03-20"), active.Long("items.data.0.current_period_end"));
    }

    [Fact]
    public async Task Incomplete_Unpaid_ExpiresAfterTwentyThreeHours()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-01-01");
        var customer = await sandbox.CustomerAsync("pm_card_chargeCustomerFail");
        var subscription = await sandbox.SubscribeAsync(customer, await sandbox.PriceAsync(2000));
        Assert.Equal("incomplete", subscription.Text("status"));

        await sandbox.AdvanceToAsync("2026-01-01T22:59:59");
        Assert.Equal("incomplete", await StatusAsync(sandbox, subscription.Id()));
        await sandbox.AdvanceToAsync("2026-01-01T23:00:00");

        Assert.Equal("incomplete_expired", await StatusAsync(sandbox, subscription.Id()));
        Assert.Equal("void", (await sandbox.LatestInvoiceAsync(subscription.Id())).Text("status"));
    }

    [Fact]
    public async Task PauseCollection_KeepAsDraft_ResumesByItself()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-01-01");
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), await sandbox.PriceAsync(2000));
        await sandbox.PostAsync(
            $"/v1/subscriptions/{subscription.Id()}",
            ("pause_collection[behavior]", "keep_as_draft"),
            ("pause_collection[resumes_at]", BillingSandbox.At("2026-02-15")));

        await sandbox.AdvanceToAsync("2026-02-02");
        var kept = await sandbox.LatestInvoiceAsync(subscription.Id());
        await sandbox.AdvanceToAsync("2026-03-01T02:00:00");
        var charged = await sandbox.LatestInvoiceAsync(subscription.Id());

        Assert.Equal(("draft", false), (kept.Text("status"), kept.Is("auto_advance")));
        Assert.Equal("paid", charged.Text("status"));
        Assert.True((await sandbox.GetAsync($"/v1/subscriptions/{subscription.Id()}")).IsNull("pause_collection"));
    }

    [Fact]
    public async Task SendInvoice_NotPaidByTheDueDate_IsPastDue()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-01-01");
        var subscription = await sandbox.SubscribeAsync(
            await sandbox.CustomerAsync(), await sandbox.PriceAsync(2000), ("collection_method", "send_invoice"), ("days_until_due", 10));
        Assert.Equal("active", subscription.Text("status"));

        await sandbox.AdvanceToAsync("2026-01-02");
        var open = await sandbox.LatestInvoiceAsync(subscription.Id());
        await sandbox.AdvanceToAsync("2026-01-11T01:00:00");

        Assert.Equal(("open", BillingSandbox.At("2026-01-11T01:00:00")), (open.Text("status"), open.Long("due_date")));
        Assert.Equal("past_due", await StatusAsync(sandbox, subscription.Id()));
        Assert.Contains("invoice.overdue", await sandbox.EventTypesAsync());
    }

    [Fact]
    public async Task CancelAt_InsideAPeriod_CutsItAndCreditsTheRest()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), await sandbox.PriceAsync(3000));

        var cut = await sandbox.PostAsync($"/v1/subscriptions/{subscription.Id()}", ("cancel_at", BillingSandbox.At("2026-04-11")));
        var restored = await sandbox.PostAsync($"/v1/subscriptions/{subscription.Id()}", ("cancel_at", ""));
        var pending = await sandbox.GetAsync($"/v1/invoiceitems?pending=true&customer={subscription.Text("customer")}");

        Assert.Equal(BillingSandbox.At("2026-04-11"), cut.Long("items.data.0.current_period_end"));
        Assert.Equal(BillingSandbox.At("2026-05-01"), restored.Long("items.data.0.current_period_end"));
        Assert.Equal([2000, -2000], pending.Items("data").Select(item => item.Long("amount")));
    }

    private static async Task<string> StatusAsync(BillingSandbox sandbox, string id) =>
        (await sandbox.GetAsync($"/v1/subscriptions/{id}")).Text("status");
}
