namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary><c>automatic_tax</c> and tax calculations by the published table.</summary>
public sealed class AutomaticTaxTests
{
    [Theory]
    [InlineData("DE", null, "exclusive", 380, 2380)]
    [InlineData("DE", null, "inclusive", 319, 2000)]
    [InlineData("US", "CA", "exclusive", 145, 2145)]
    [InlineData("US", "OR", "exclusive", 0, 2000)]
    [InlineData("FI", null, "exclusive", 510, 2510)]
    public async Task Subscription_ByPlaceAndBehavior_IsTaxed(string country, string? state, string behavior, long tax, long total)
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var invoice = await SubscribeAsync(sandbox, await CustomerAsync(sandbox, country, state), behavior);

        Assert.Equal((total, tax), (invoice.Long("total"), invoice.Items("total_taxes").Sum(entry => entry.Long("amount"))));
        Assert.Equal(("complete", "stripe", "self"), (invoice.Text("automatic_tax.status"), invoice.Text("automatic_tax.provider"), invoice.Text("automatic_tax.liability.type")));
        Assert.Equal(total, invoice.Long("amount_paid"));
    }

    [Fact]
    public async Task TaxRate_OfAutomaticTax_CanBeRetrieved()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var invoice = await SubscribeAsync(sandbox, await CustomerAsync(sandbox, "DE", null), "exclusive");
        var rate = await sandbox.GetAsync($"/v1/tax_rates/{invoice.Text("total_taxes.0.tax_rate_details.tax_rate")}");
        Assert.Equal(("DE", "vat", 19.0), (rate.Text("country"), rate.Text("tax_type"), rate.At("percentage").GetDouble()));
    }

    [Theory]
    [InlineData("exempt", null, "customer_exempt")]
    [InlineData("reverse", null, "reverse_charge")]
    [InlineData("none", "FR12345678901", "reverse_charge")]
    public async Task Subscription_ExemptCustomer_PaysNoTaxAndSaysWhy(string exempt, string? vat, string reason)
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = await CustomerAsync(sandbox, "FR", null);
        await sandbox.PostAsync($"/v1/customers/{customer}", ("tax_exempt", exempt));
        if (vat is not null)
            await sandbox.PostAsync($"/v1/customers/{customer}/tax_ids", ("type", "eu_vat"), ("value", vat));
        var invoice = await SubscribeAsync(sandbox, customer, "exclusive");

        Assert.Equal((2000, 0), (invoice.Long("total"), invoice.Long("total_taxes.0.amount")));
        Assert.Equal(reason, invoice.Text("total_taxes.0.taxability_reason"));
        Assert.Equal(vat is null ? 0 : 1, invoice.Items("customer_tax_ids").Length);
    }

    [Fact]
    public async Task Create_WithoutAPlace_IsRefused()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var error = await sandbox.RefusedAsync(
            400, "/v1/subscriptions", ("customer", await sandbox.CustomerAsync()), ("items[0][price]", await sandbox.PriceAsync(2000)), ("automatic_tax[enabled]", true));
        Assert.Equal("customer_tax_location_invalid", error.Text("code"));
    }

    [Fact]
    public async Task Renewal_AfterThePlaceWasLost_StaysDraftWithTheReason()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = await CustomerAsync(sandbox, "DE", null);
        var subscription = (await SubscribeAsync(sandbox, customer, "exclusive")).Text("parent.subscription_details.subscription");
        await sandbox.PostAsync($"/v1/customers/{customer}", ("address", ""));
        await sandbox.AdvanceToAsync("2026-02-15T02:00:00");

        var stuck = await sandbox.LatestInvoiceAsync(subscription);
        Assert.Equal(("draft", "customer_tax_location_invalid"), (stuck.Text("status"), stuck.Text("last_finalization_error.code")));
        Assert.Contains("invoice.finalization_failed", await sandbox.EventTypesAsync());
        var refused = await sandbox.RefusedAsync(400, $"/v1/invoices/{stuck.Id()}/finalize");
        Assert.Equal("customer_tax_location_invalid", refused.Text("code"));
        await sandbox.PostAsync($"/v1/customers/{customer}", ("address[country]", "DE"));
        var freed = await sandbox.PostAsync($"/v1/invoices/{stuck.Id()}/finalize");
        Assert.Equal(("open", 2380, true), (freed.Text("status"), freed.Long("total"), freed.IsNull("last_finalization_error")));
    }

    [Theory]
    [InlineData("DE", "supported")]
    [InlineData("BR", "not_collecting")]
    [InlineData(null, "unrecognized_location")]
    public async Task Customer_Tax_TellsWhetherItCanBeComputed(string? country, string status)
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = await CustomerAsync(sandbox, country, null);
        Assert.Equal(status, (await sandbox.GetAsync($"/v1/customers/{customer}?expand[]=tax")).Text("tax.automatic_tax"));
    }

    [Theory]
    [InlineData("exclusive", 190, 0, 1190)]
    [InlineData("inclusive", 0, 160, 1000)]
    public async Task Calculation_AndItsReversal_CancelOut(string behavior, long exclusive, long inclusive, long total)
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var calculation = await sandbox.PostAsync(
            "/v1/tax/calculations", ("currency", "eur"), ("customer_details[address][country]", "DE"), ("customer_details[address_source]", "billing"),
            ("line_items[0][amount]", 1000), ("line_items[0][reference]", "L1"), ("line_items[0][tax_behavior]", behavior));
        Assert.Equal((exclusive, inclusive, total), (calculation.Long("tax_amount_exclusive"), calculation.Long("tax_amount_inclusive"), calculation.Long("amount_total")));
        var sale = await sandbox.PostAsync("/v1/tax/transactions/create_from_calculation", ("calculation", calculation.Id()), ("reference", "order-1"));
        var back = await sandbox.PostAsync(
            "/v1/tax/transactions/create_reversal", ("original_transaction", sale.Id()), ("mode", "partial"), ("flat_amount", -total), ("reference", "order-1-back"));
        Assert.Equal(-sale.Long("line_items.data.0.amount_tax"), back.Long("line_items.data.0.amount_tax"));
        await sandbox.RefusedAsync(400, "/v1/tax/transactions/create_from_calculation", ("calculation", calculation.Id()), ("reference", "order-1"));
    }

    private static async Task<string> CustomerAsync(BillingSandbox sandbox, string? country, string? state)
    {
        var customer = await sandbox.CustomerAsync();
        if (country is not null)
            await sandbox.PostAsync($"/v1/customers/{customer}", ("address[country]", country), ("address[state]", state ?? ""), ("address[postal_code]", "1"));
        return customer;
    }

    private static async Task<System.Text.Json.JsonElement> SubscribeAsync(BillingSandbox sandbox, string customer, string behavior)
    {
        var price = await sandbox.PostAsync(
            "/v1/prices", ("product_data[name]", "Pro"), ("currency", "usd"), ("unit_amount", 2000), ("recurring[interval]", "month"), ("tax_behavior", behavior));
        var subscription = await sandbox.SubscribeAsync(customer, price.Id(), ("automatic_tax[enabled]", true));
        return await sandbox.LatestInvoiceAsync(subscription.Id());
    }
}
