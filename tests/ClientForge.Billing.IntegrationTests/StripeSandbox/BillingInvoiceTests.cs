namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>Invoices by hand, credit notes, and what may not be done.</summary>
public sealed class BillingInvoiceTests
{
    [Fact]
    public async Task States_WrongVerb_IsRefused()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var invoice = await OpenAsync(sandbox, await sandbox.CustomerAsync());

        await sandbox.RefusedAsync(400, $"/v1/invoices/{invoice}/finalize");
        var frozen = await sandbox.RefusedAsync(400, $"/v1/invoices/{invoice}", ("description", "later"));
        await sandbox.PostAsync($"/v1/invoices/{invoice}", ("metadata[order]", "7"));
        await sandbox.PostAsync($"/v1/invoices/{invoice}/pay");
        var paid = await sandbox.RefusedAsync(400, $"/v1/invoices/{invoice}/pay");
        await sandbox.RefusedAsync(400, $"/v1/invoices/{invoice}/void");
        var missing = await sandbox.RefusedAsync(404, "/v1/invoices/in_absent/pay");

        Assert.Equal("invoice_not_editable", frozen.Text("code"));
        Assert.Equal("Invoice is already paid", paid.Text("message"));
        Assert.Equal(("resource_missing", "id"), (missing.Text("code"), missing.Text("param")));
    }

    [Fact]
    public async Task PendingItems_Included_MakeTheInvoice()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = await sandbox.CustomerAsync();
        await sandbox.PostAsync("/v1/invoiceitems", ("customer", customer), ("amount", 1200), ("currency", "usd"), ("description", "Work"));
        await sandbox.PostAsync("/v1/invoiceitems", ("customer", customer), ("amount", -200), ("currency", "usd"), ("description", "Goodwill"));

        var invoice = await sandbox.PostAsync("/v1/invoices", ("customer", customer), ("pending_invoice_items_behavior", "include"));
        var finalized = await sandbox.PostAsync($"/v1/invoices/{invoice.Id()}/finalize");
        var listed = await sandbox.GetAsync($"/v1/invoices/{invoice.Id()}/lines?limit=1");

        Assert.Equal((1000, "draft", false), (invoice.Long("total"), invoice.Text("status"), invoice.Is("auto_advance")));
        Assert.Equal("open", finalized.Text("status"));
        Assert.EndsWith("-0001", finalized.Text("number"));
        Assert.True(listed.Is("has_more"));
        Assert.Equal("Work", listed.Text("data.0.description"));
    }

    [Fact]
    public async Task EmptyInvoice_Finalized_IsPaid()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var invoice = await sandbox.PostAsync("/v1/invoices", ("customer", await sandbox.CustomerAsync()));

        var finalized = await sandbox.PostAsync($"/v1/invoices/{invoice.Id()}/finalize");

        Assert.Equal(("paid", 0, true, 0), (finalized.Text("status"), finalized.Long("amount_due"), finalized.Is("attempted"), finalized.Long("attempt_count")));
    }

    [Fact]
    public async Task CreditNote_OpenInvoice_LowersWhatIsDue()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var invoice = await OpenAsync(sandbox, await sandbox.CustomerAsync());

        var note = await sandbox.PostAsync("/v1/credit_notes", ("invoice", invoice), ("amount", 500));
        var lowered = await sandbox.GetAsync($"/v1/invoices/{invoice}");
        await sandbox.PostAsync($"/v1/credit_notes/{note.Id()}/void");
        var raised = await sandbox.GetAsync($"/v1/invoices/{invoice}");
        await sandbox.PostAsync("/v1/credit_notes", ("invoice", invoice), ("amount", 1500));
        var settled = await sandbox.GetAsync($"/v1/invoices/{invoice}");

        Assert.Equal(("pre_payment", 500, 0), (note.Text("type"), note.Long("pre_payment_amount"), note.Long("post_payment_amount")));
        Assert.EndsWith("-CN-01", note.Text("number"));
        Assert.Equal((1000, 500), (lowered.Long("amount_remaining"), lowered.Long("pre_payment_credit_notes_amount")));
        Assert.Equal(1500, raised.Long("amount_remaining"));
        Assert.Equal(("paid", 0), (settled.Text("status"), settled.Long("amount_due")));
    }

    [Fact]
    public async Task CreditNote_PaidInvoice_RefundsAndCreditsTheBalance()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = await sandbox.CustomerAsync();
        var invoice = await OpenAsync(sandbox, customer);
        await sandbox.PostAsync($"/v1/invoices/{invoice}/pay");

        var note = await sandbox.PostAsync(
            "/v1/credit_notes", ("invoice", invoice), ("amount", 900), ("refund_amount", 600), ("credit_amount", 300));
        var tooMuch = await sandbox.RefusedAsync(400, "/v1/credit_notes", ("invoice", invoice), ("amount", 601));
        var unequal = await sandbox.RefusedAsync(400, "/v1/credit_notes", ("invoice", invoice), ("amount", 100), ("refund_amount", 50));

        Assert.Equal(("post_payment", 600), (note.Text("type"), note.Long("refunds.0.amount_refunded")));
        Assert.StartsWith("cbtxn_", note.Text("customer_balance_transaction"));
        Assert.Equal(-300, (await sandbox.GetAsync($"/v1/customers/{customer}")).Long("balance"));
        Assert.Equal("paid", (await sandbox.GetAsync($"/v1/invoices/{invoice}")).Text("status"));
        Assert.Contains("600", tooMuch.Text("message"));
        Assert.Equal("credit_amount", unequal.Text("param"));
    }

    [Fact]
    public async Task Schedule_NextPhase_ChangesThePlanAtThePeriodEnd()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var price = await sandbox.PriceAsync(9900);
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), price);
        var smaller = await sandbox.PriceAsync(2900);
        var schedule = await sandbox.PostAsync("/v1/subscription_schedules", ("from_subscription", subscription.Id()));

        await sandbox.PostAsync(
            $"/v1/subscription_schedules/{schedule.Id()}",
            ("end_behavior", "release"),
            ("phases[0][items][0][price]", price),
            ("phases[0][items][0][quantity]", 1),
            ("phases[0][start_date]", schedule.Long("phases.0.start_date")),
            ("phases[0][end_date]", schedule.Long("phases.0.end_date")),
            ("phases[1][items][0][price]", smaller),
            ("phases[1][items][0][quantity]", 2),
            ("phases[1][proration_behavior]", "none"));
        var blocked = await sandbox.RefusedAsync(400, $"/v1/subscriptions/{subscription.Id()}", ("cancel_at_period_end", true));
        await sandbox.AdvanceToAsync("2026-05-01T01:00:00");
        var changed = await sandbox.GetAsync($"/v1/subscriptions/{subscription.Id()}?expand[]=latest_invoice&expand[]=schedule");
        await sandbox.AdvanceToAsync("2026-06-01T01:00:00");
        var released = await sandbox.GetAsync($"/v1/subscription_schedules/{schedule.Id()}");

        Assert.Contains("managed by the subscription schedule", blocked.Text("message"));
        Assert.Equal((2900, 2), (changed.Long("items.data.0.price.unit_amount"), changed.Long("items.data.0.quantity")));
        Assert.Equal(subscription.Text("items.data.0.id"), changed.Text("items.data.0.id"));
        Assert.Equal(5800, changed.Long("latest_invoice.amount_paid"));
        Assert.Equal(BillingSandbox.At("2026-05-01"), changed.Long("schedule.current_phase.start_date"));
        Assert.Equal(("released", subscription.Id()), (released.Text("status"), released.Text("released_subscription")));
        Assert.Equal(5800, (await sandbox.LatestInvoiceAsync(subscription.Id())).Long("amount_paid"));
    }

    [Fact]
    public async Task SubscriptionItems_AddChangeRemove_ProrateLikeTheSubscription()
    {
        await using var sandbox = await BillingSandbox.StartAsync("2026-04-01");
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), await sandbox.PriceAsync(3000));
        await sandbox.AdvanceToAsync("2026-04-16");

        var item = await sandbox.PostAsync(
            "/v1/subscription_items", ("subscription", subscription.Id()), ("price", await sandbox.PriceAsync(1000, name: "Extra")), ("quantity", 2));
        await sandbox.PostAsync($"/v1/subscription_items/{item.Id()}", ("quantity", 3));
        await sandbox.DeleteAsync($"/v1/subscription_items/{item.Id()}");
        var pending = await sandbox.GetAsync($"/v1/invoiceitems?customer={subscription.Text("customer")}");
        var left = await sandbox.GetAsync($"/v1/subscription_items?subscription={subscription.Id()}");

        Assert.Equal(BillingSandbox.At("2026-05-01"), item.Long("current_period_end"));
        Assert.Equal([-1500, 1500, -1000, 1000], pending.Items("data").Select(row => row.Long("amount")));
        Assert.Equal([subscription.Text("items.data.0.id")], left.Items("data").Select(row => row.Id()));
    }

    private static async Task<string> OpenAsync(BillingSandbox sandbox, string customer)
    {
        var invoice = (await sandbox.PostAsync("/v1/invoices", ("customer", customer), ("currency", "usd"))).Id();
        await sandbox.PostAsync("/v1/invoiceitems", ("customer", customer), ("invoice", invoice), ("amount", 1500), ("currency", "usd"));
        await sandbox.PostAsync($"/v1/invoices/{invoice}/finalize");
        return invoice;
    }
}
