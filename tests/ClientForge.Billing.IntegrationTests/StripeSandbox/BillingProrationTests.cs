namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>The worked examples of Stripe's proration rules, over the wire.</summary>
public sealed class BillingProrationTests
{
    [Fact]
    public async Task Upgrade_DocumentedExample_IsOnTheNextInvoice()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2020-08-06T21:28:08");
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), await sandbox.PriceAsync(1000));
        await sandbox.AdvanceToAsync(1_598_982_148);

        await ChangeAsync(sandbox, subscription.Id(), ("items[0][price]", await sandbox.PriceAsync(3252)));
        await sandbox.AdvanceToAsync("2020-09-06T21:28:08");

        var invoice = await sandbox.LatestInvoiceAsync(subscription.Id());
        Assert.Equal([-166, 541, 3252], invoice.Items("lines.data").Select(line => line.Long("amount")));
        Assert.Equal(3627, invoice.Long("total"));
    }

    [Theory]
    [InlineData("2026-04-01", "2026-04-21", 2000, 1, 1000, 1, -667, 333)]
    [InlineData("2026-04-01", "2026-04-16", 1200, 5, 1200, 8, -3000, 4800)]
    [InlineData("2026-01-31", "2026-02-10T12:00:00", 2900, 1, 9900, 1, -1813, 6187)]
    public async Task Change_InsideAPeriod_IsOneCreditAndOneDebit(
        string start, string at, int price, int quantity, int newPrice, int newQuantity, int credit, int debit)
    {
        await using var sandbox = await BillingSandbox.StartAsync(start);
        var first = await sandbox.PriceAsync(price);
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), first, ("items[0][quantity]", quantity));
        await sandbox.AdvanceToAsync(at);

        await ChangeAsync(
            sandbox,
            subscription.Id(),
            ("items[0][price]", price == newPrice ? first : await sandbox.PriceAsync(newPrice)),
            ("items[0][quantity]", newQuantity));

        var pending = await sandbox.GetAsync($"/v1/invoiceitems?pending=true&customer={subscription.Text("customer")}");
        Assert.Equal([debit, credit], pending.Items("data").Select(item => item.Long("amount")));
        Assert.Equal([newQuantity, quantity], pending.Items("data").Select(item => item.Long("quantity")));
        Assert.All(pending.Items("data"), item => Assert.True(item.Is("proration")));
        Assert.StartsWith("Unused time on", pending.Text("data.1.description"));
    }

    [Fact]
    public async Task Create_FutureAnchor_BillsTheStub()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-01-10");

        var subscription = await sandbox.SubscribeAsync(
            await sandbox.CustomerAsync(),
            await sandbox.PriceAsync(3000),
            ("billing_cycle_anchor", BillingSandbox.At("2026-02-01")));

        Assert.Equal(2129, (await sandbox.LatestInvoiceAsync(subscription.Id())).Long("total"));
        Assert.Equal(BillingSandbox.At("2026-02-01"), subscription.Long("items.data.0.current_period_end"));
    }

    [Fact]
    public async Task Cancel_YearlyProrated_CreditsByDays()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-01-01");
        var price = await sandbox.PriceAsync(12_000, interval: "year");
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), price);
        await sandbox.AdvanceToAsync("2026-07-01");

        var canceled = await sandbox.DeleteAsync($"/v1/subscriptions/{subscription.Id()}?prorate=true");

        var pending = await sandbox.GetAsync($"/v1/invoiceitems?pending=true&customer={subscription.Text("customer")}");
        Assert.Equal("canceled", canceled.Text("status"));
        Assert.Equal(-6049, pending.Long("data.0.amount"));
    }

    [Theory]
    [InlineData("flexible", -417)]
    [InlineData("classic", -250)]
    public async Task Remove_DiscountedItem_CreditsByBillingMode(string mode, int expected)
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var coupon = await sandbox.CouponAsync(("amount_off", 500), ("currency", "usd"), ("duration", "forever"));
        var subscription = await sandbox.SubscribeAsync(
            await sandbox.CustomerAsync(),
            await sandbox.PriceAsync(1000, name: "Small"),
            ("items[1][price]", await sandbox.PriceAsync(2000, name: "Large")),
            ("discounts[0][coupon]", coupon),
            ("billing_mode[type]", mode),
            ("expand[]", "latest_invoice"));
        Assert.Equal([166, 334], subscription.Items("latest_invoice.lines.data").Select(line => line.Long("discount_amounts.0.amount")));
        await sandbox.AdvanceToAsync("2026-04-16");

        await sandbox.PostAsync(
            $"/v1/subscriptions/{subscription.Id()}",
            ("items[0][id]", subscription.Text("items.data.0.id")),
            ("items[0][deleted]", true));

        var pending = await sandbox.GetAsync($"/v1/invoiceitems?pending=true&customer={subscription.Text("customer")}");
        Assert.Equal([expected], pending.Items("data").Select(item => item.Long("amount")));
    }

    [Fact]
    public async Task Upgrade_AlwaysInvoice_ChargesAtOnce()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), await sandbox.PriceAsync(2900));
        await sandbox.AdvanceToAsync("2026-04-16");

        await ChangeAsync(
            sandbox, subscription.Id(), ("items[0][price]", await sandbox.PriceAsync(9900)), ("proration_behavior", "always_invoice"));

        var invoice = await sandbox.LatestInvoiceAsync(subscription.Id());
        Assert.Equal("paid", invoice.Text("status"));
        Assert.Equal(-1450 + 4950, invoice.Long("amount_paid"));
        Assert.Equal("subscription_update", invoice.Text("billing_reason"));
        Assert.Equal(BillingSandbox.At("2026-04-01"), invoice.Long("period_start"));
        Assert.Equal(BillingSandbox.At("2026-04-16"), invoice.Long("period_end"));
    }

    [Fact]
    public async Task Downgrade_AlwaysInvoice_CreditsTheBalanceAndTheNextInvoiceUsesIt()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), await sandbox.PriceAsync(2000));
        await sandbox.AdvanceToAsync("2026-04-21");

        await ChangeAsync(
            sandbox, subscription.Id(), ("items[0][price]", await sandbox.PriceAsync(1000)), ("proration_behavior", "always_invoice"));
        var credited = await sandbox.LatestInvoiceAsync(subscription.Id());
        var transactions = await sandbox.GetAsync($"/v1/customers/{subscription.Text("customer")}/balance_transactions");
        await sandbox.AdvanceToAsync("2026-05-01T01:00:00");
        var renewed = await sandbox.LatestInvoiceAsync(subscription.Id());

        Assert.Equal((-334, 0, -334, "paid"), (credited.Long("total"), credited.Long("amount_due"), credited.Long("ending_balance"), credited.Text("status")));
        Assert.Equal((-334, "applied_to_invoice"), (transactions.Long("data.0.amount"), transactions.Text("data.0.type")));
        Assert.Equal((1000, -334, 666, 0), (renewed.Long("total"), renewed.Long("starting_balance"), renewed.Long("amount_paid"), renewed.Long("ending_balance")));
    }

    [Fact]
    public async Task Upgrade_WithoutProration_CreditsTheLastBilledPriceLater()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), await sandbox.PriceAsync(1000));
        await sandbox.AdvanceToAsync("2026-04-16");
        await ChangeAsync(sandbox, subscription.Id(), ("items[0][price]", await sandbox.PriceAsync(3000)), ("proration_behavior", "none"));

        await ChangeAsync(sandbox, subscription.Id(), ("items[0][price]", await sandbox.PriceAsync(5000)));

        var pending = await sandbox.GetAsync($"/v1/invoiceitems?pending=true&customer={subscription.Text("customer")}");
        Assert.Equal([2500, -500], pending.Items("data").Select(item => item.Long("amount")));
    }

    [Fact]
    public async Task MonthlyToYearly_AnchorNow_CreditsAndBillsTheYear()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), await sandbox.PriceAsync(3000));
        await sandbox.AdvanceToAsync("2026-04-11");

        await ChangeAsync(
            sandbox,
            subscription.Id(),
            ("items[0][price]", await sandbox.PriceAsync(30_000, interval: "year")),
            ("billing_cycle_anchor", "now"),
            ("proration_behavior", "always_invoice"));

        var changed = await sandbox.GetAsync($"/v1/subscriptions/{subscription.Id()}?expand[]=latest_invoice");
        Assert.Equal(BillingSandbox.At("2027-04-11"), changed.Long("items.data.0.current_period_end"));
        Assert.Equal([-2000, 30_000], changed.Items("latest_invoice.lines.data").Select(line => line.Long("amount")));
        Assert.Equal(28_000, changed.Long("latest_invoice.amount_paid"));
    }

    [Fact]
    public async Task Upgrade_WithCoupon_ProratesWhatIsReallyPaid()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var coupon = await sandbox.CouponAsync(("percent_off", 50), ("duration", "forever"));
        var subscription = await sandbox.SubscribeAsync(
            await sandbox.CustomerAsync(), await sandbox.PriceAsync(2000), ("discounts[0][coupon]", coupon));
        await sandbox.AdvanceToAsync("2026-04-16");

        await ChangeAsync(
            sandbox, subscription.Id(), ("items[0][price]", await sandbox.PriceAsync(6000)), ("proration_behavior", "always_invoice"));
        var invoice = await sandbox.LatestInvoiceAsync(subscription.Id());
        await sandbox.AdvanceToAsync("2026-05-01T01:00:00");

        Assert.Equal([-500, 1500], invoice.Items("lines.data").Select(line => line.Long("amount")));
        Assert.Equal(1000, invoice.Long("amount_paid"));
        Assert.Equal(3000, (await sandbox.LatestInvoiceAsync(subscription.Id())).Long("amount_paid"));
    }

    private static async Task ChangeAsync(BillingSandbox sandbox, string id, params (string Name, object Value)[] parameters)
    {
        var current = await sandbox.GetAsync($"/v1/subscriptions/{id}");
        await sandbox.PostAsync($"/v1/subscriptions/{id}", [("items[0][id]", current.Text("items.data.0.id")), .. parameters]);
    }
}
