namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>What a failed payment does to the creation or change that asked for it.</summary>
public sealed class BillingPaymentBehaviorTests
{
    [Fact]
    public async Task Create_NoPaymentMethod_IsRefusedAndNothingIsWritten()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = (await sandbox.PostAsync("/v1/customers", ("email", "a@example.com"))).Id();

        var error = await sandbox.RefusedAsync(
            400, "/v1/subscriptions", ("customer", customer), ("items[0][price]", await sandbox.PriceAsync(2000)));

        Assert.Equal("resource_missing", error.Text("code"));
        Assert.Empty((await sandbox.GetAsync($"/v1/subscriptions?customer={customer}&status=all")).Items("data"));
        Assert.Empty((await sandbox.GetAsync($"/v1/invoices?customer={customer}")).Items("data"));
    }

    [Theory]
    [InlineData("pm_card_chargeCustomerFail", "card_declined")]
    [InlineData("pm_card_authenticationRequired", "subscription_payment_intent_requires_action")]
    public async Task Create_ErrorIfIncomplete_KeepsNothing(string card, string code)
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = await sandbox.CustomerAsync(card);

        var error = await sandbox.RefusedAsync(
            402,
            "/v1/subscriptions",
            ("customer", customer),
            ("items[0][price]", await sandbox.PriceAsync(2000)),
            ("payment_behavior", "error_if_incomplete"));

        Assert.Equal(code, error.Text("code"));
        Assert.Empty((await sandbox.GetAsync($"/v1/subscriptions?customer={customer}&status=all")).Items("data"));
    }

    [Theory]
    [InlineData("allow_incomplete", "past_due", 5000)]
    [InlineData("pending_if_incomplete", "active", 2000)]
    public async Task Upgrade_Declined_FollowsTheBehavior(string behavior, string status, long price)
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var (customer, subscription, item) = await FailingAsync(sandbox);

        var changed = await sandbox.PostAsync(
            $"/v1/subscriptions/{subscription}",
            ("items[0][id]", item),
            ("items[0][price]", await sandbox.PriceAsync(5000)),
            ("proration_behavior", "always_invoice"),
            ("payment_behavior", behavior));

        var invoice = await sandbox.LatestInvoiceAsync(subscription);
        Assert.Equal(status, changed.Text("status"));
        Assert.Equal(price, changed.Long("items.data.0.price.unit_amount"));
        Assert.Equal(("open", 1500), (invoice.Text("status"), invoice.Long("amount_due")));
        Assert.Equal(behavior == "pending_if_incomplete", !changed.IsNull("pending_update"));
    }

    [Fact]
    public async Task Upgrade_ErrorIfIncomplete_ChangesNothing()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var (customer, subscription, item) = await FailingAsync(sandbox);
        var before = await sandbox.GetAsync($"/v1/subscriptions/{subscription}");

        var error = await sandbox.RefusedAsync(
            402,
            $"/v1/subscriptions/{subscription}",
            ("items[0][id]", item),
            ("items[0][price]", await sandbox.PriceAsync(5000)),
            ("proration_behavior", "always_invoice"),
            ("payment_behavior", "error_if_incomplete"));

        Assert.Equal("generic_decline", error.Text("decline_code"));
        Assert.Equal(before.GetRawText(), (await sandbox.GetAsync($"/v1/subscriptions/{subscription}")).GetRawText());
        Assert.Empty((await sandbox.GetAsync($"/v1/invoiceitems?customer={customer}")).Items("data"));
        Assert.Single((await sandbox.GetAsync($"/v1/invoices?customer={customer}")).Items("data"));
    }

    [Fact]
    public async Task PendingUpdate_Paid_IsApplied()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var (customer, subscription, item) = await FailingAsync(sandbox);
        await UpgradePendingAsync(sandbox, subscription, item);
        await sandbox.UseCardAsync(customer, "pm_card_visa");

        await sandbox.PostAsync($"/v1/invoices/{(await sandbox.LatestInvoiceAsync(subscription)).Id()}/pay");

        var applied = await sandbox.GetAsync($"/v1/subscriptions/{subscription}");
        Assert.Equal(5000, applied.Long("items.data.0.price.unit_amount"));
        Assert.True(applied.IsNull("pending_update"));
        Assert.Contains("customer.subscription.pending_update_applied", await sandbox.EventTypesAsync());
    }

    [Theory]
    [InlineData("approve", 5000)]
    [InlineData("fail", 2000)]
    public async Task PendingUpdate_NeedsAuthentication_IsAppliedOnlyOnApproval(string outcome, long price)
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var (customer, subscription, item) = await FailingAsync(sandbox);
        await sandbox.UseCardAsync(customer, "pm_card_authenticationRequired");

        var parked = await UpgradePendingAsync(sandbox, subscription, item);
        var invoice = await sandbox.GetAsync($"/v1/invoices/{parked.Text("latest_invoice")}?expand[]=payments.data.payment.payment_intent");
        await sandbox.ControlAsync($"/_sandbox/3ds/{invoice.Text("payments.data.0.payment.payment_intent.id")}", new { outcome });
        var after = await sandbox.GetAsync($"/v1/subscriptions/{subscription}");

        Assert.Equal(2000, parked.Long("items.data.0.price.unit_amount"));
        Assert.Equal("requires_action", invoice.Text("payments.data.0.payment.payment_intent.status"));
        Assert.Equal(("active", price), (after.Text("status"), after.Long("items.data.0.price.unit_amount")));
        Assert.Equal(outcome == "approve", after.IsNull("pending_update"));
    }

    [Fact]
    public async Task PendingUpdate_NotPaid_ExpiresAndCreditsNothing()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var (customer, subscription, item) = await FailingAsync(sandbox);
        await UpgradePendingAsync(sandbox, subscription, item);
        var invoice = (await sandbox.LatestInvoiceAsync(subscription)).Id();

        await sandbox.AdvanceToAsync("2026-04-16T23:00:00");
        await sandbox.UseCardAsync(customer, "pm_card_visa");
        await sandbox.AdvanceToAsync("2026-05-01T01:00:00");

        Assert.Equal("void", (await sandbox.GetAsync($"/v1/invoices/{invoice}")).Text("status"));
        Assert.Equal(2000, (await sandbox.LatestInvoiceAsync(subscription)).Long("amount_paid"));
        Assert.Contains("customer.subscription.pending_update_expired", await sandbox.EventTypesAsync());
    }

    [Fact]
    public async Task PendingUpdate_GoodCard_AppliesInTheCall()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), await sandbox.PriceAsync(2000));
        await sandbox.AdvanceToAsync("2026-04-16");

        var changed = await UpgradePendingAsync(sandbox, subscription.Id(), subscription.Text("items.data.0.id"));

        Assert.Equal(5000, changed.Long("items.data.0.price.unit_amount"));
        Assert.True(changed.IsNull("pending_update"));
        Assert.DoesNotContain("customer.subscription.pending_update_applied", await sandbox.EventTypesAsync());
    }

    [Fact]
    public async Task TrialEndNow_WithCard_ConvertsInTheCall()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var subscription = await sandbox.SubscribeAsync(
            await sandbox.CustomerAsync(), await sandbox.PriceAsync(2000), ("trial_period_days", 14));
        await sandbox.AdvanceToAsync("2026-04-05");

        var converted = await sandbox.PostAsync($"/v1/subscriptions/{subscription.Id()}", ("trial_end", "now"), ("expand[]", "latest_invoice"));

        Assert.Equal("active", converted.Text("status"));
        Assert.Equal(BillingSandbox.At("2026-04-05"), converted.Long("billing_cycle_anchor"));
        Assert.Equal(BillingSandbox.At("2026-05-05"), converted.Long("items.data.0.current_period_end"));
        Assert.Equal((2000, "paid"), (converted.Long("latest_invoice.amount_paid"), converted.Text("latest_invoice.status")));
    }

    [Fact]
    public async Task Canceled_Update_IsRefused()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), await sandbox.PriceAsync(2000));
        await sandbox.DeleteAsync($"/v1/subscriptions/{subscription.Id()}");

        var error = await sandbox.RefusedAsync(400, $"/v1/subscriptions/{subscription.Id()}", ("cancel_at_period_end", false));
        var noted = await sandbox.PostAsync($"/v1/subscriptions/{subscription.Id()}", ("metadata[note]", "gone"));

        Assert.Equal("invalid_canceled_subscription_fields", error.Text("code"));
        Assert.Equal("gone", noted.Text("metadata.note"));
    }

    /// <summary>An active subscription of 2000, half-way through its month, whose card has begun to fail.</summary>
    private static async Task<(string Customer, string Subscription, string Item)> FailingAsync(BillingSandbox sandbox)
    {
        var customer = await sandbox.CustomerAsync();
        var subscription = await sandbox.SubscribeAsync(customer, await sandbox.PriceAsync(2000));
        await sandbox.UseCardAsync(customer, "pm_card_chargeCustomerFail");
        await sandbox.AdvanceToAsync("2026-04-16");
        return (customer, subscription.Id(), subscription.Text("items.data.0.id"));
    }

    private static async Task<System.Text.Json.JsonElement> UpgradePendingAsync(BillingSandbox sandbox, string subscription, string item) =>
        await sandbox.PostAsync(
            $"/v1/subscriptions/{subscription}",
            ("items[0][id]", item),
            ("items[0][price]", await sandbox.PriceAsync(5000)),
            ("proration_behavior", "always_invoice"),
            ("payment_behavior", "pending_if_incomplete"));
}
