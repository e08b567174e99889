namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>Coupons on subscriptions, and balances and taxes on invoices.</summary>
public sealed class BillingCouponTests
{
    [Theory]
    [InlineData("once", new long[] { 1500, 2000, 2000, 2000 })]
    [InlineData("repeating", new long[] { 1500, 1500, 2000, 2000 })]
    [InlineData("forever", new long[] { 1500, 1500, 1500, 1500 })]
    public async Task Coupon_ByDuration_LastsAsLong(string duration, long[] totals)
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-01-01");
        (string Name, object Value)[] months = duration == "repeating" ? [("duration_in_months", 2)] : [];
        var coupon = await sandbox.CouponAsync([("percent_off", 25), ("duration", duration), .. months]);
        var subscription = await sandbox.SubscribeAsync(
            await sandbox.CustomerAsync(), await sandbox.PriceAsync(2000), ("discounts[0][coupon]", coupon));

        await sandbox.AdvanceToAsync("2026-04-01T02:00:00");

        var invoices = await sandbox.GetAsync($"/v1/invoices?subscription={subscription.Id()}");
        Assert.Equal(totals, invoices.Items("data").Reverse().Select(invoice => invoice.Long("total")));
        var after = await sandbox.GetAsync($"/v1/subscriptions/{subscription.Id()}");
        Assert.Equal(duration == "forever" ? 1 : 0, after.Items("discounts").Length);
    }

    [Fact]
    public async Task Discount_AddedAndRemoved_NeverProrates()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-01-01");
        var coupon = await sandbox.CouponAsync(("amount_off", 700), ("currency", "usd"), ("duration", "forever"));
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), await sandbox.PriceAsync(2000));

        var added = await sandbox.PostAsync(
            $"/v1/subscriptions/{subscription.Id()}", ("discounts[0][coupon]", coupon), ("expand[]", "discounts"));
        await sandbox.AdvanceToAsync("2026-02-01T01:00:00");
        var discounted = await sandbox.LatestInvoiceAsync(subscription.Id());
        await sandbox.PostAsync($"/v1/subscriptions/{subscription.Id()}", ("discounts", ""));
        await sandbox.AdvanceToAsync("2026-03-01T01:00:00");

        Assert.Equal(coupon, added.Text("discounts.0.source.coupon"));
        Assert.Equal((2000, 1300, 700), (discounted.Long("subtotal"), discounted.Long("total"), discounted.Long("total_discount_amounts.0.amount")));
        Assert.Equal(2000, (await sandbox.LatestInvoiceAsync(subscription.Id())).Long("total"));
        Assert.Empty((await sandbox.GetAsync($"/v1/invoiceitems?customer={subscription.Text("customer")}")).Items("data"));
    }

    [Fact]
    public async Task Coupon_Expired_IsRefused()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-01-01");
        var coupon = await sandbox.CouponAsync(("percent_off", 10), ("duration", "once"), ("redeem_by", BillingSandbox.At("2026-01-02")));
        var customer = await sandbox.CustomerAsync();
        var price = await sandbox.PriceAsync(2000);
        await sandbox.AdvanceToAsync("2026-01-03");

        var error = await sandbox.RefusedAsync(
            400, "/v1/subscriptions", ("customer", customer), ("items[0][price]", price), ("discounts[0][coupon]", coupon));

        Assert.Equal(("coupon_expired", "discounts[0][coupon]"), (error.Text("code"), error.Text("param")));
    }

    [Theory]
    [InlineData(-500, 1500, 0)]
    [InlineData(-3000, 0, -1000)]
    [InlineData(300, 2300, 0)]
    [InlineData(-1980, 0, 20)]
    public async Task Balance_MeetsTheInvoice_AsWhatIsOwed(long balance, long due, long ending)
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = await sandbox.CustomerAsync();
        await sandbox.PostAsync($"/v1/customers/{customer}/balance_transactions", ("amount", balance), ("currency", "usd"));

        var subscription = await sandbox.SubscribeAsync(customer, await sandbox.PriceAsync(2000), ("expand[]", "latest_invoice"));

        Assert.Equal("active", subscription.Text("status"));
        Assert.Equal((due, due), (subscription.Long("latest_invoice.amount_due"), subscription.Long("latest_invoice.amount_paid")));
        Assert.Equal((balance, ending), (subscription.Long("latest_invoice.starting_balance"), subscription.Long("latest_invoice.ending_balance")));
        Assert.Equal(ending, (await sandbox.GetAsync($"/v1/customers/{customer}")).Long("balance"));
    }

    [Theory]
    [InlineData(false, 1999, 177, 2176, 1999)]
    [InlineData(true, 1999, 163, 1999, 1836)]
    public async Task TaxRate_OnTheSubscription_IsPerLine(bool inclusive, long price, long tax, long total, long net)
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var rate = (await sandbox.PostAsync(
            "/v1/tax_rates", ("display_name", "Sales tax"), ("inclusive", inclusive), ("percentage", "8.875"))).Id();

        var subscription = await sandbox.SubscribeAsync(
            await sandbox.CustomerAsync(), await sandbox.PriceAsync(price), ("default_tax_rates[0]", rate), ("expand[]", "latest_invoice"));

        var invoice = subscription.At("latest_invoice");
        Assert.Equal((total, net), (invoice.Long("total"), invoice.Long("total_excluding_tax")));
        Assert.Equal((tax, rate), (invoice.Long("total_taxes.0.amount"), invoice.Text("total_taxes.0.tax_rate_details.tax_rate")));
        Assert.Equal(tax, invoice.Long("lines.data.0.taxes.0.amount"));
    }
}
