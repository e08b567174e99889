namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>Attached payments, a schedule that runs out, customers moved to a test clock, migration to flexible billing, sources.</summary>
public sealed class BillingExtraTests
{
    [Theory]
    [InlineData("billing_thresholds[amount_gte]", 5000)]
    [InlineData("items[0][billing_thresholds][usage_gte]", 100)]
    public async Task BillingThresholds_AreRefusedAndNotIgnored(string name, int value)
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var (customer, price) = (await sandbox.CustomerAsync(), await sandbox.PriceAsync(2000));
        var subscription = await sandbox.SubscribeAsync(customer, price, ("billing_thresholds", ""));
        var item = ("items[0][id]", (object)subscription.Text("items.data.0.id"));
        foreach (var error in new[]
        {
            await sandbox.RefusedAsync(400, "/v1/subscriptions", ("customer", customer), ("items[0][price]", price), (name, value)),
            await sandbox.RefusedAsync(400, $"/v1/subscriptions/{subscription.Id()}", item, (name, value)),
        })
        {
            Assert.Equal("The sandbox does not model billing_thresholds.", error.Text("message"));
            Assert.Equal(name[..name.LastIndexOf('[')], error.Text("param"));
        }

        Assert.True((await sandbox.GetAsync($"/v1/subscriptions/{subscription.Id()}")).IsNull("billing_thresholds"));
    }

    [Fact]
    public async Task BillingThresholds_InAPhase_AreRefused()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var (customer, price) = (await sandbox.CustomerAsync(), await sandbox.PriceAsync(2000));
        var error = await sandbox.RefusedAsync(
            400, "/v1/subscription_schedules", ("customer", customer), ("start_date", "now"), ("phases[0][items][0][price]", price),
            ("phases[0][end_date]", BillingSandbox.At("2026-06-01")), ("phases[0][billing_thresholds][amount_gte]", 5000));
        Assert.Equal("phases[0][billing_thresholds]", error.Text("param"));
    }

    [Theory]
    [InlineData(1500, "paid", 0)]
    [InlineData(1000, "open", 500)]
    public async Task AttachedPayment_PaysWhatItCovers(long amount, string status, long remaining)
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = await sandbox.CustomerAsync();
        var invoice = (await sandbox.PostAsync("/v1/invoices", ("customer", customer), ("currency", "usd"))).Id();
        await sandbox.PostAsync("/v1/invoiceitems", ("customer", customer), ("invoice", invoice), ("amount", 1500), ("currency", "usd"));
        await sandbox.PostAsync($"/v1/invoices/{invoice}/finalize");
        var method = (await sandbox.GetAsync($"/v1/customers/{customer}")).Text("invoice_settings.default_payment_method");
        var intent = await sandbox.PostAsync(
            "/v1/payment_intents", ("amount", amount), ("currency", "usd"), ("customer", customer), ("payment_method", method), ("confirm", true), ("payment_method_types[]", "card"));

        var after = await sandbox.PostAsync($"/v1/invoices/{invoice}/attach_payment", ("payment_intent", intent.Id()));

        Assert.Equal((status, remaining, amount), (after.Text("status"), after.Long("amount_remaining"), after.Long("amount_paid")));
        Assert.Contains("invoice_payment.paid", await sandbox.EventTypesAsync());
        if (remaining > 0)
        {
            var rest = await sandbox.PostAsync($"/v1/invoices/{invoice}/pay");
            Assert.Equal(("paid", 1500), (rest.Text("status"), rest.Long("amount_paid")));
        }
    }

    [Fact]
    public async Task AttachedPayment_OfAnotherCustomerOrTooLarge_IsRefused()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = await sandbox.CustomerAsync();
        var invoice = (await sandbox.PostAsync("/v1/invoices", ("customer", customer), ("currency", "usd"))).Id();
        await sandbox.PostAsync("/v1/invoiceitems", ("customer", customer), ("invoice", invoice), ("amount", 1500), ("currency", "usd"));
        await sandbox.PostAsync($"/v1/invoices/{invoice}/finalize");
        var stranger = await sandbox.PostAsync("/v1/payment_intents", ("amount", 500), ("currency", "usd"));
        await sandbox.RefusedAsync(400, $"/v1/invoices/{invoice}/attach_payment", ("payment_intent", stranger.Id()));
        var large = await sandbox.PostAsync("/v1/payment_intents", ("amount", 1501), ("currency", "usd"), ("customer", customer));
        await sandbox.RefusedAsync(400, $"/v1/invoices/{invoice}/attach_payment", ("payment_intent", large.Id()));
    }

    [Fact]
    public async Task Schedule_AWeekBeforeItRunsOut_IsExpiring()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), await sandbox.PriceAsync(2000));
        await sandbox.PostAsync("/v1/subscription_schedules", ("from_subscription", subscription.Id()));
        await sandbox.AdvanceToAsync("2026-02-07");
        Assert.DoesNotContain("subscription_schedule.expiring", await sandbox.EventTypesAsync());
        await sandbox.AdvanceToAsync("2026-02-08");
        Assert.Contains("subscription_schedule.expiring", await sandbox.EventTypesAsync());
        await sandbox.AdvanceToAsync("2026-02-15");
        Assert.Contains("subscription_schedule.released", await sandbox.EventTypesAsync());
    }

    [Fact]
    public async Task TestClock_WithACustomer_TakesItOver()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = await sandbox.CustomerAsync();
        var clock = (await sandbox.PostAsync("/v1/test_helpers/test_clocks", ("frozen_time", BillingSandbox.At("2027-01-01")), ("customer", customer))).Id();
        var subscription = await sandbox.SubscribeAsync(customer, await sandbox.PriceAsync(2000));
        Assert.Equal((clock, BillingSandbox.At("2027-01-01")), (subscription.Text("test_clock"), subscription.Long("created")));
        await sandbox.RefusedAsync(400, "/v1/test_helpers/test_clocks", ("frozen_time", 1_900_000_000), ("customer", customer));
    }

    [Fact]
    public async Task TestClock_MoreThanThreeCustomers_IsRefused()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var clock = (await sandbox.PostAsync("/v1/test_helpers/test_clocks", ("frozen_time", 1_900_000_000))).Id();
        for (var i = 0; i < 3; i++)
            await sandbox.PostAsync("/v1/customers", ("test_clock", clock));
        Assert.Equal("test_clock", (await sandbox.RefusedAsync(400, "/v1/customers", ("test_clock", clock))).Text("param"));
    }

    [Fact]
    public async Task Migrate_ClassicSubscription_IsFlexibleForGood()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), await sandbox.PriceAsync(2000), ("billing_mode[type]", "classic"));
        var migrated = await sandbox.PostAsync($"/v1/subscriptions/{subscription.Id()}/migrate", ("billing_mode[type]", "flexible"));
        Assert.Equal(("flexible", BillingSandbox.At("2026-01-15")), (migrated.Text("billing_mode.type"), migrated.Long("billing_mode.updated_at")));
        await sandbox.RefusedAsync(400, $"/v1/subscriptions/{subscription.Id()}/migrate", ("billing_mode[type]", "flexible"));
    }

    [Fact]
    public async Task Source_OfACustomer_PaysWhereNothingElseIsNamed()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = (await sandbox.PostAsync("/v1/customers", ("source", "tok_visa"))).Id();
        var subscription = await sandbox.SubscribeAsync(customer, await sandbox.PriceAsync(2000));
        Assert.Equal("active", subscription.Text("status"));
        await sandbox.RefusedAsync(400, $"/v1/customers/{customer}", ("default_source", "card_none"));
    }

    [Fact]
    public async Task AnchorOfLaterVersions_AsAHash_MeansTheSame()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), await sandbox.PriceAsync(2000));
        await sandbox.AdvanceToAsync("2026-01-20");
        var restarted = await sandbox.PostAsync($"/v1/subscriptions/{subscription.Id()}", ("billing_cycle_anchor[type]", "now"), ("proration_behavior", "none"));
        Assert.Equal(BillingSandbox.At("2026-01-20"), restarted.Long("billing_cycle_anchor"));
    }

    [Fact]
    public async Task ThreeDSecure_NextAction_LeadsToThePageOfTheSandbox()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var intent = await sandbox.PostAsync(
            "/v1/payment_intents", ("amount", 500), ("currency", "usd"), ("payment_method", "pm_card_authenticationRequired"), ("confirm", true),
            ("return_url", "https://example.com"), ("payment_method_types[]", "card"));
        var page = new Uri(intent.Text("next_action.redirect_to_url.url"));
        var answer = await sandbox.AnswerAsync(HttpMethod.Get, page.PathAndQuery);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("http://127.0.0.1:", page.ToString(), StringComparison.Ordinal);
        Assert.Contains("Approve", html, StringComparison.Ordinal);
        Assert.Contains(intent.Id(), html, StringComparison.Ordinal);
    }
}
