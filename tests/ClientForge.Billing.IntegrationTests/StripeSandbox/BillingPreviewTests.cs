namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>A preview shows what the same change then charges, to the minor unit.</summary>
public sealed class BillingPreviewTests
{
    [Theory]
    [InlineData("usd", "2900", "9900", 1, 3, "2026-04-10T07:31:11")]
    [InlineData("usd", "9900", "2900", 4, 2, "2026-04-22T19:00:03")]
    [InlineData("jpy", "500", "1333", 1, 1, "2026-04-17T03:03:03")]
    [InlineData("kwd", "12340", "45670", 2, 5, "2026-04-09T23:59:59")]
    [InlineData("usd", "10.5", "33.333", 7, 11, "2026-04-02T00:00:01")]
    public async Task AlwaysInvoice_Preview_EqualsTheCharge(string currency, string first, string second, int quantity, int newQuantity, string at)
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var rate = (await sandbox.PostAsync(
            "/v1/tax_rates", ("display_name", "VAT"), ("inclusive", false), ("percentage", "8.875"))).Id();
        var subscription = await sandbox.SubscribeAsync(
            await sandbox.CustomerAsync(),
            await sandbox.PriceAsync(first, currency),
            ("items[0][quantity]", quantity),
            ("default_tax_rates[0]", rate));
        await sandbox.AdvanceToAsync(at);
        (string Name, object Value)[] item =
        [
            ("id", subscription.Text("items.data.0.id")), ("price", await sandbox.PriceAsync(second, currency)), ("quantity", newQuantity),
        ];

        var preview = await sandbox.PostAsync("/v1/invoices/create_preview",
        [
            ("subscription", subscription.Id()),
            ("subscription_details[proration_behavior]", "always_invoice"),
            ("subscription_details[proration_date]", BillingSandbox.At(at)),
            .. item.Select(part => ($"subscription_details[items][0][{part.Name}]", part.Value)),
        ]);
        await sandbox.PostAsync($"/v1/subscriptions/{subscription.Id()}",
        [
            ("proration_behavior", "always_invoice"),
            ("proration_date", BillingSandbox.At(at)),
            .. item.Select(part => ($"items[0][{part.Name}]", part.Value)),
        ]);
        var charged = await sandbox.LatestInvoiceAsync(subscription.Id());

        Assert.StartsWith("upcoming_in_", preview.Id());
        foreach (var field in new[] { "subtotal", "total", "total_excluding_tax", "amount_due" })
            Assert.Equal(charged.Long(field), preview.Long(field));
        Assert.Equal(
            charged.Items("lines.data").Select(line => (line.Long("amount"), line.Text("description"), line.Long("taxes.0.amount"))),
            preview.Items("lines.data").Select(line => (line.Long("amount"), line.Text("description"), line.Long("taxes.0.amount"))));
    }

    [Fact]
    public async Task CreateProrations_Preview_EqualsTheNextRenewal()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), await sandbox.PriceAsync(2000));
        await sandbox.AdvanceToAsync("2026-04-16");
        var price = await sandbox.PriceAsync(5000);

        var preview = await sandbox.PostAsync(
            "/v1/invoices/create_preview",
            ("subscription", subscription.Id()),
            ("subscription_details[items][0][id]", subscription.Text("items.data.0.id")),
            ("subscription_details[items][0][price]", price));
        var untouched = await sandbox.GetAsync($"/v1/invoiceitems?customer={subscription.Text("customer")}");
        await sandbox.PostAsync(
            $"/v1/subscriptions/{subscription.Id()}", ("items[0][id]", subscription.Text("items.data.0.id")), ("items[0][price]", price));
        await sandbox.AdvanceToAsync("2026-05-01T01:00:00");

        Assert.Empty(untouched.Items("data"));
        Assert.Equal(-1000 + 2500 + 5000, preview.Long("total"));
        Assert.Equal(preview.Long("total"), (await sandbox.LatestInvoiceAsync(subscription.Id())).Long("amount_paid"));
    }

    [Fact]
    public async Task NewSubscription_Preview_EqualsTheFirstInvoice()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var customer = await sandbox.CustomerAsync();
        var price = await sandbox.PriceAsync(2000);

        var preview = await sandbox.PostAsync(
            "/v1/invoices/create_preview",
            ("customer", customer),
            ("subscription_details[items][0][price]", price),
            ("subscription_details[items][0][quantity]", 3));
        var listed = await sandbox.GetAsync($"/v1/subscriptions?customer={customer}");
        var subscription = await sandbox.SubscribeAsync(customer, price, ("items[0][quantity]", 3), ("expand[]", "latest_invoice"));

        Assert.Empty(listed.Items("data"));
        Assert.Equal(subscription.Long("latest_invoice.total"), preview.Long("amount_due"));
    }

    [Fact]
    public async Task Canceling_Preview_HasNothingUpcoming()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), await sandbox.PriceAsync(2000));
        await sandbox.PostAsync($"/v1/subscriptions/{subscription.Id()}", ("cancel_at_period_end", true));

        var error = await sandbox.RefusedAsync(404, "/v1/invoices/create_preview", ("subscription", subscription.Id()));

        Assert.Equal("invoice_upcoming_none", error.Text("code"));
    }
}
