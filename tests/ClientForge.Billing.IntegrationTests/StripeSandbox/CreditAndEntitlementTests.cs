using System.Text.Json;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>Credit grants on metered usage, and what subscriptions entitle to.</summary>
public sealed class CreditAndEntitlementTests
{
    [Fact]
    public async Task Grant_OnARenewal_PaysUsageBeforeTaxAndTheRestIsCharged()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var (customer, subscription) = await MeteredAsync(sandbox);
        await GrantAsync(sandbox, customer, 300);
        await UseAsync(sandbox, customer, 100);
        await sandbox.AdvanceToAsync("2026-02-15T01:00:00");

        var invoice = await sandbox.LatestInvoiceAsync(subscription);
        Assert.Equal((500, 200, 200), (invoice.Long("subtotal"), invoice.Long("total"), invoice.Long("amount_paid")));
        Assert.Equal(("credit_balance_transaction", 300), (invoice.Text("total_pretax_credit_amounts.0.type"), invoice.Long("total_pretax_credit_amounts.0.amount")));
        var moves = (await sandbox.GetAsync($"/v1/billing/credit_balance_transactions?customer={customer}")).Items("data");
        Assert.Equal(["debit", "credit"], moves.Select(move => move.Text("type")));
        Assert.Equal(invoice.Id(), moves[0].Text("debit.credits_applied.invoice"));
    }

    [Fact]
    public async Task Grants_ByPriorityThenExpiryThenCategory_AreUsedInOrder()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var (customer, _) = await MeteredAsync(sandbox);
        var paid = await GrantAsync(sandbox, customer, 100);
        var promotional = await GrantAsync(sandbox, customer, 100, ("category", "promotional"));
        var soon = await GrantAsync(sandbox, customer, 100, ("expires_at", BillingSandbox.At("2026-03-01")));
        var first = await GrantAsync(sandbox, customer, 100, ("priority", 0));
        await UseAsync(sandbox, customer, 70);
        await sandbox.AdvanceToAsync("2026-02-15T01:00:00");

        var debits = (await sandbox.GetAsync($"/v1/billing/credit_balance_transactions?customer={customer}")).Items("data")
            .Where(move => move.Text("type") == "debit").Reverse().Select(move => (move.Text("credit_grant"), move.Long("debit.amount.monetary.value")));
        Assert.Equal([(first, 100), (soon, 100), (promotional, 100), (paid, 50)], debits);
    }

    [Fact]
    public async Task Grant_InAPreview_IsShownAndNotTaken()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var (customer, subscription) = await MeteredAsync(sandbox);
        await GrantAsync(sandbox, customer, 300);
        await UseAsync(sandbox, customer, 100);

        var preview = await sandbox.PostAsync("/v1/invoices/create_preview", ("subscription", subscription));

        Assert.Equal(200, preview.Long("total"));
        Assert.Equal(300, await AvailableAsync(sandbox, customer));
    }

    [Fact]
    public async Task Grant_ExpiresByItself_OrByHand()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = await sandbox.CustomerAsync();
        await GrantAsync(sandbox, customer, 100, ("expires_at", BillingSandbox.At("2026-01-20")));
        var other = await GrantAsync(sandbox, customer, 50);
        await sandbox.AdvanceToAsync("2026-01-20T00:00:00");
        Assert.Equal(50, await AvailableAsync(sandbox, customer));
        await sandbox.PostAsync($"/v1/billing/credit_grants/{other}/expire");

        Assert.Equal(0, await AvailableAsync(sandbox, customer));
        var moves = (await sandbox.GetAsync($"/v1/billing/credit_balance_transactions?customer={customer}")).Items("data");
        Assert.Equal(2, moves.Count(move => move.Text("type") == "debit" && move.Text("debit.type") == "credits_expired"));
    }

    [Fact]
    public async Task Void_UsedGrant_IsRefused_AndAVoidedInvoiceGivesBack()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var (customer, subscription) = await MeteredAsync(sandbox, "pm_card_chargeCustomerFail");
        var grant = await GrantAsync(sandbox, customer, 300);
        await UseAsync(sandbox, customer, 100);
        await sandbox.AdvanceToAsync("2026-02-15T01:00:00");
        await sandbox.RefusedAsync(400, $"/v1/billing/credit_grants/{grant}/void");
        await sandbox.PostAsync($"/v1/invoices/{(await sandbox.LatestInvoiceAsync(subscription)).Id()}/void");

        Assert.Equal(300, await AvailableAsync(sandbox, customer));
        Assert.False((await sandbox.PostAsync($"/v1/billing/credit_grants/{grant}/void")).IsNull("voided_at"));
    }

    [Fact]
    public async Task Entitlements_FollowTheSubscription_WithOneSummaryEach()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = await sandbox.CustomerAsync();
        var product = (await sandbox.PostAsync("/v1/products", ("name", "Pro"))).Id();
        var price = (await sandbox.PostAsync("/v1/prices", ("product", product), ("currency", "usd"), ("unit_amount", 2000), ("recurring[interval]", "month"))).Id();
        var feature = (await sandbox.PostAsync("/v1/entitlements/features", ("name", "Reports"), ("lookup_key", "reports"))).Id();
        await sandbox.PostAsync($"/v1/products/{product}/features", ("entitlement_feature", feature));

        var subscription = await sandbox.SubscribeAsync(customer, price);
        Assert.Equal("entitlements.active_entitlement_summary.updated", (await sandbox.EventTypesAsync())[^1]);
        var granted = Assert.Single((await sandbox.GetAsync($"/v1/entitlements/active_entitlements?customer={customer}&expand[]=data.feature")).Items("data"));
        Assert.Equal(("reports", feature), (granted.Text("lookup_key"), granted.Text("feature.id")));
        await sandbox.DeleteAsync($"/v1/subscriptions/{subscription.Id()}");

        Assert.Empty((await sandbox.GetAsync($"/v1/entitlements/active_entitlements?customer={customer}")).Items("data"));
        var last = (await sandbox.EventsAsync())[^1];
        Assert.Equal(("entitlements.active_entitlement_summary.updated", customer), (last.Text("type"), last.Text("data.object.customer")));
        Assert.Empty(last.Items("data.object.entitlements.data"));
    }

    [Fact]
    public async Task Features_SameLookupKeyOrArchived_AreRefused()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var feature = (await sandbox.PostAsync("/v1/entitlements/features", ("name", "A"), ("lookup_key", "a"))).Id();
        await sandbox.RefusedAsync(400, "/v1/entitlements/features", ("name", "B"), ("lookup_key", "a"));
        await sandbox.PostAsync($"/v1/entitlements/features/{feature}", ("active", false));
        var product = (await sandbox.PostAsync("/v1/products", ("name", "P"))).Id();
        await sandbox.RefusedAsync(400, $"/v1/products/{product}/features", ("entitlement_feature", feature));
        Assert.Empty((await sandbox.GetAsync("/v1/entitlements/features?archived=false")).Items("data"));
    }

    private static async Task<(string Customer, string Subscription)> MeteredAsync(BillingSandbox sandbox, string card = "pm_card_visa")
    {
        var customer = await sandbox.CustomerAsync(card);
        var meter = (await sandbox.PostAsync("/v1/billing/meters", ("display_name", "Calls"), ("event_name", "calls"), ("default_aggregation[formula]", "sum"))).Id();
        var price = (await sandbox.PostAsync(
            "/v1/prices", ("product_data[name]", "Calls"), ("currency", "usd"), ("unit_amount", 5), ("recurring[interval]", "month"),
            ("recurring[usage_type]", "metered"), ("recurring[meter]", meter))).Id();
        return (customer, (await sandbox.SubscribeAsync(customer, price)).Id());
    }

    private static Task<JsonElement> UseAsync(BillingSandbox sandbox, string customer, int value) =>
        sandbox.PostAsync("/v1/billing/meter_events", ("event_name", "calls"), ("payload[stripe_customer_id]", customer), ("payload[value]", value));

    private static async Task<string> GrantAsync(BillingSandbox sandbox, string customer, long value, params (string Name, object Value)[] more)
    {
        (string Name, object Value)[] category = more.Any(parameter => parameter.Name == "category") ? [] : [("category", "paid")];
        return (await sandbox.PostAsync(
            "/v1/billing/credit_grants",
            [
                ("customer", customer), ("amount[type]", "monetary"), ("amount[monetary][currency]", "usd"), ("amount[monetary][value]", value),
                ("applicability_config[scope][price_type]", "metered"), .. category, .. more,
            ])).Id();
    }

    private static async Task<long> AvailableAsync(BillingSandbox sandbox, string customer)
    {
        var summary = await sandbox.GetAsync(
            $"/v1/billing/credit_balance_summary?customer={customer}&filter[type]=applicability_scope&filter[applicability_scope][price_type]=metered");
        return summary.Items("balances").Sum(balance => balance.Long("available_balance.monetary.value"));
    }
}
