namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

public sealed class BillingLifecycleTests
{
    [Fact]
    public async Task Create_GoodCard_IsActiveAndPaid()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = await sandbox.CustomerAsync();
        var price = await sandbox.PriceAsync(2000);

        var subscription = await sandbox.SubscribeAsync(customer, price, ("items[0][quantity]", 3), ("expand[]", "latest_invoice"));

        Assert.Equal("active", subscription.Text("status"));
        Assert.Equal(BillingSandbox.At("2026-02-15"), subscription.Long("items.data.0.current_period_end"));
        Assert.Equal("paid", subscription.Text("latest_invoice.status"));
        Assert.Equal(6000, subscription.Long("latest_invoice.amount_paid"));
        Assert.Equal("3 × Pro (at $20.00 / month)", subscription.Text("latest_invoice.lines.data.0.description"));
        Assert.Equal("subscription_create", subscription.Text("latest_invoice.billing_reason"));
    }

    [Fact]
    public async Task Renewal_PeriodEnd_DraftsAndChargesAnHourLater()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = await sandbox.CustomerAsync();
        var subscription = await sandbox.SubscribeAsync(customer, await sandbox.PriceAsync(2000));

        await sandbox.AdvanceToAsync("2026-02-15T00:00:00");
        var draft = await sandbox.LatestInvoiceAsync(subscription.Id());
        await sandbox.AdvanceToAsync("2026-02-15T01:00:00");
        var paid = await sandbox.LatestInvoiceAsync(subscription.Id());

        Assert.Equal("draft", draft.Text("status"));
        Assert.Equal("subscription_cycle", draft.Text("billing_reason"));
        Assert.Equal(BillingSandbox.At("2026-02-15T01:00:00"), draft.Long("next_payment_attempt"));
        Assert.Equal(draft.Id(), paid.Id());
        Assert.Equal("paid", paid.Text("status"));
        Assert.Equal(2000, paid.Long("amount_paid"));
        Assert.EndsWith("-0002", paid.Text("number"));
    }
}
