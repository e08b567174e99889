namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>The rest of Stripe's event sequences, in the order of emission: customers, trials, methods, retries, refunds, credit notes, clocks.</summary>
public sealed class BillingSequenceTests
{
    [Fact]
    public async Task Customer_CreatedChangedDeleted_TellsEachStep()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = await sandbox.CustomerAsync();
        await sandbox.SubscribeAsync(customer, await sandbox.PriceAsync(2000));
        var news = await NewsAsync(sandbox, () => sandbox.DeleteAsync($"/v1/customers/{customer}"));
        Assert.Equal(["customer.subscription.deleted", "payment_method.detached", "customer.updated", "customer.deleted"], news);
        Assert.Equal(["customer.created", "payment_method.attached", "customer.updated"], (await sandbox.EventTypesAsync())[..3]);
    }

    [Fact]
    public async Task Trial_WithoutMethod_AnnouncesASetupIntentAndTheComingEnd()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = (await sandbox.PostAsync("/v1/customers")).Id();
        var price = await sandbox.PriceAsync(2000);
        var created = await NewsAsync(sandbox, () => sandbox.SubscribeAsync(customer, price, ("trial_period_days", 14)));
        Assert.Equal(
            [
                "setup_intent.created", "customer.subscription.created", "invoice.created", "invoice.finalized", "invoice.paid", "invoice.payment_succeeded",
            ],
            created);
        Assert.Equal(["customer.subscription.trial_will_end"], await NewsAsync(sandbox, () => sandbox.AdvanceToAsync("2026-01-26")));
    }

    [Theory]
    [InlineData("pause", new[] { "customer.subscription.paused", "customer.subscription.updated" })]
    [InlineData("cancel", new[] { "customer.subscription.deleted" })]
    [InlineData("create_invoice", new[] { "customer.subscription.updated", "invoice.created" })]
    public async Task TrialEnd_WithoutMethod_EmitsByTheSetting(string setting, string[] expected)
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = (await sandbox.PostAsync("/v1/customers")).Id();
        await sandbox.SubscribeAsync(
            customer, await sandbox.PriceAsync(2000), ("trial_period_days", 14), ("trial_settings[end_behavior][missing_payment_method]", setting));
        await sandbox.AdvanceToAsync("2026-01-27");
        Assert.Equal(expected, await NewsAsync(sandbox, () => sandbox.AdvanceToAsync("2026-01-29")));
    }

    [Fact]
    public async Task FirstPayment_AuthenticationFails_KeepsTheSubscriptionIncomplete()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var subscription = await sandbox.SubscribeAsync(
            await sandbox.CustomerAsync("pm_card_authenticationRequired"), await sandbox.PriceAsync(2000), ("expand[]", "latest_invoice.payments"));
        var intent = subscription.Text("latest_invoice.payments.data.0.payment.payment_intent");
        var news = await NewsAsync(sandbox, () => sandbox.ControlAsync($"/_sandbox/3ds/{intent}", new { outcome = "fail" }));
        Assert.Equal(["payment_intent.payment_failed", "invoice.payment_failed"], news);
        Assert.Equal("payment_intent_authentication_failure", (await sandbox.GetAsync($"/v1/payment_intents/{intent}")).Text("last_payment_error.code"));
        Assert.Equal("incomplete", (await sandbox.GetAsync($"/v1/subscriptions/{subscription.Id()}")).Text("status"));
    }

    [Fact]
    public async Task Renewal_OffSessionAuthentication_FailsAndAsksForAction()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = await sandbox.CustomerAsync();
        await sandbox.SubscribeAsync(customer, await sandbox.PriceAsync(2000));
        await sandbox.UseCardAsync(customer, "pm_card_authenticationRequired");
        await sandbox.AdvanceToAsync("2026-02-15T00:30:00");
        Assert.Equal(
            [
                "invoice.finalized", "payment_intent.created", "charge.failed", "payment_intent.payment_failed", "invoice.payment_failed",
                "invoice.payment_action_required", "invoice.updated", "customer.subscription.updated", "customer.updated",
            ],
            await NewsAsync(sandbox, () => sandbox.AdvanceToAsync("2026-02-15T01:00:00")));
    }

    [Fact]
    public async Task Retries_Exhausted_CancelTheSubscription()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = await sandbox.CustomerAsync();
        var subscription = await sandbox.SubscribeAsync(customer, await sandbox.PriceAsync(2000));
        await sandbox.UseCardAsync(customer, "pm_card_chargeCustomerFail");
        await sandbox.ControlAsync("/_sandbox/retries", new { days = new[] { 3 }, whenExhausted = "cancel" });
        await sandbox.AdvanceToAsync("2026-02-15T01:00:00");
        var retried = await NewsAsync(sandbox, () => sandbox.AdvanceToAsync("2026-02-18T01:00:00"));
        Assert.Equal(
            [
                "charge.failed", "payment_intent.payment_failed", "invoice.payment_failed", "invoice.updated", "invoice.updated",
                "customer.subscription.deleted",
            ],
            retried);
        Assert.Equal("payment_failed", (await sandbox.GetAsync($"/v1/subscriptions/{subscription.Id()}")).Text("cancellation_details.reason"));
    }

    [Fact]
    public async Task CancelNow_WithProrationAndInvoice_SettlesInTheCall()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = await sandbox.CustomerAsync();
        var subscription = await sandbox.SubscribeAsync(customer, await sandbox.PriceAsync(2000));
        await sandbox.PostAsync("/v1/invoiceitems", ("customer", customer), ("amount", 5000), ("currency", "usd"));
        await sandbox.AdvanceToAsync("2026-01-20");
        Assert.Equal(
            [
                "invoiceitem.created", "customer.subscription.deleted", "invoice.created", "invoice.finalized", "payment_intent.created",
                "charge.succeeded", "payment_intent.succeeded", "invoice.paid", "invoice.payment_succeeded", "invoice_payment.paid",
            ],
            await NewsAsync(sandbox, () => sandbox.DeleteAsync($"/v1/subscriptions/{subscription.Id()}?prorate=true&invoice_now=true")));
    }

    [Fact]
    public async Task Methods_SetUpThroughAnIntent_AttachBeforeItSucceeds()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = (await sandbox.PostAsync("/v1/customers")).Id();
        var succeeded = await NewsAsync(sandbox, () => sandbox.PostAsync(
            "/v1/setup_intents", ("customer", customer), ("payment_method", "pm_card_visa"), ("confirm", true), ("return_url", "https://example.com")));
        Assert.Equal(["setup_intent.created", "payment_method.attached", "setup_intent.succeeded"], succeeded);
        var failed = await NewsAsync(sandbox, () => sandbox.RefusedAsync(
            402, "/v1/setup_intents", ("customer", customer), ("payment_method", "pm_card_chargeDeclined"), ("confirm", true), ("return_url", "https://example.com")));
        Assert.Equal(["setup_intent.created", "setup_intent.setup_failed"], failed);
        var card = await sandbox.UseCardAsync(customer, "pm_card_visa");
        Assert.Equal(["payment_method.updated"], await NewsAsync(sandbox, () => sandbox.PostAsync($"/v1/payment_methods/{card}", ("card[exp_year]", 2044))));
        Assert.Equal(
            ["payment_method.detached", "customer.updated"], await NewsAsync(sandbox, () => sandbox.PostAsync($"/v1/payment_methods/{card}/detach")));
    }

    [Theory]
    [InlineData("pm_card_visa", new[] { "refund.created", "charge.refunded" })]
    [InlineData("pm_card_pendingRefund", new[] { "refund.created", "charge.refunded", "refund.updated", "charge.refund.updated" })]
    [InlineData("pm_card_refundFail", new[] { "refund.created", "charge.refunded", "refund.failed", "charge.refund.updated" })]
    public async Task Refund_ByCard_EmitsWhatBecomesOfIt(string card, string[] expected)
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var intent = await PayAsync(sandbox, card);
        Assert.Equal(expected, await NewsAsync(sandbox, async () =>
        {
            await sandbox.PostAsync("/v1/refunds", ("payment_intent", intent));
            await sandbox.AdvanceToAsync("2026-01-15T00:01:00");
        }));
    }

    [Theory]
    [InlineData("pm_success_de", new[] { "charge.succeeded", "payment_intent.succeeded" })]
    [InlineData("pm_failed_de", new[] { "charge.failed", "payment_intent.payment_failed" })]
    public async Task Debit_Settling_EmitsTheBanksAnswer(string account, string[] answer)
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var begun = await NewsAsync(sandbox, () => PayAsync(sandbox, account, "sepa_debit"));
        Assert.Equal(["payment_intent.created", "payment_intent.processing", "charge.pending"], begun);
        Assert.Equal(answer, await NewsAsync(sandbox, () => sandbox.AdvanceToAsync("2026-01-15T00:01:00")));
    }

    [Fact]
    public async Task Resumption_Paid_TellsThatItResumed()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = (await sandbox.PostAsync("/v1/customers")).Id();
        var subscription = await sandbox.SubscribeAsync(
            customer, await sandbox.PriceAsync(2000), ("trial_period_days", 1), ("trial_settings[end_behavior][missing_payment_method]", "pause"));
        await sandbox.AdvanceToAsync("2026-01-16");
        await sandbox.UseCardAsync(customer, "pm_card_visa");
        var resumed = await NewsAsync(sandbox, () => sandbox.PostAsync($"/v1/subscriptions/{subscription.Id()}/resume"));
        Assert.Equal(["invoice.created", "invoice.finalized", "payment_intent.created", "customer.subscription.updated"], resumed);
        var paid = await NewsAsync(sandbox, async () => await sandbox.PostAsync($"/v1/invoices/{(await sandbox.LatestInvoiceAsync(subscription.Id())).Id()}/pay"));
        Assert.Equal(["customer.subscription.resumed", "customer.subscription.updated"], paid.Where(type => type.StartsWith("customer.subscription", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task CreditNote_OnOpenAndPaidInvoice_EmitsWhatItMoves()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), await sandbox.PriceAsync(2000));
        var invoice = subscription.Text("latest_invoice");
        Assert.Equal(
            ["refund.created", "charge.refunded", "credit_note.created", "invoice.updated"],
            await NewsAsync(sandbox, () => sandbox.PostAsync("/v1/credit_notes", ("invoice", invoice), ("amount", 500), ("refund_amount", 500))));
        Assert.Equal(
            ["customer.updated", "credit_note.created", "invoice.updated"],
            await NewsAsync(sandbox, () => sandbox.PostAsync("/v1/credit_notes", ("invoice", invoice), ("amount", 500), ("credit_amount", 500))));
    }

    [Fact]
    public async Task TestClock_Advanced_BracketsWhatHappens()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var clock = (await sandbox.PostAsync("/v1/test_helpers/test_clocks", ("frozen_time", BillingSandbox.At("2026-01-01")))).Id();
        Assert.Equal(["test_helpers.test_clock.created"], await sandbox.EventTypesAsync());
        var news = await NewsAsync(sandbox, async () =>
        {
            await sandbox.PostAsync($"/v1/test_helpers/test_clocks/{clock}/advance", ("frozen_time", BillingSandbox.At("2026-01-02")));
            while ((await sandbox.GetAsync($"/v1/test_helpers/test_clocks/{clock}")).Text("status") != "ready")
                await sandbox.AdvanceToAsync("2026-01-15T00:00:00");
            await sandbox.DeleteAsync($"/v1/test_helpers/test_clocks/{clock}");
        });
        Assert.Equal(["test_helpers.test_clock.advancing", "test_helpers.test_clock.ready", "test_helpers.test_clock.deleted"], news);
    }

    [Fact]
    public async Task Draft_ToldToAdvanceLater_IsFinalizedAnHourAfter()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = await sandbox.CustomerAsync();
        await sandbox.PostAsync("/v1/invoiceitems", ("customer", customer), ("currency", "usd"), ("amount", 500));
        var draft = await sandbox.PostAsync("/v1/invoices", ("customer", customer), ("auto_advance", "false"), ("pending_invoice_items_behavior", "include"));
        await sandbox.AdvanceToAsync("2026-01-20");
        Assert.Equal("draft", (await sandbox.GetAsync($"/v1/invoices/{draft.Id()}")).Text("status"));

        await sandbox.PostAsync($"/v1/invoices/{draft.Id()}", ("auto_advance", "true"));

        await sandbox.AdvanceToAsync("2026-01-20T00:59:59");
        Assert.Equal("draft", (await sandbox.GetAsync($"/v1/invoices/{draft.Id()}")).Text("status"));
        await sandbox.AdvanceToAsync("2026-01-20T01:00:00");
        Assert.NotEqual("draft", (await sandbox.GetAsync($"/v1/invoices/{draft.Id()}")).Text("status"));
    }

    [Fact]
    public async Task SendInvoice_Overdue_IsAnnouncedOnce()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var subscription = await sandbox.SubscribeAsync(
            await sandbox.CustomerAsync(), await sandbox.PriceAsync(2000), ("collection_method", "send_invoice"), ("days_until_due", 2));
        await sandbox.AdvanceToAsync("2026-01-15T01:00:00");
        Assert.Equal(["invoice.overdue", "customer.subscription.updated"], await NewsAsync(sandbox, () => sandbox.AdvanceToAsync("2026-01-18")));
        Assert.Equal("past_due", (await sandbox.GetAsync($"/v1/subscriptions/{subscription.Id()}")).Text("status"));
    }

    [Fact]
    public async Task SendInvoice_ThreeDaysBeforeItIsDue_IsAnnouncedOnce()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = await sandbox.CustomerAsync();
        var invoice = await SentAsync(sandbox, customer, daysUntilDue: 10);
        Assert.Empty(await NewsAsync(sandbox, () => sandbox.AdvanceToAsync("2026-01-21T23:59:59")));
        Assert.Equal(["invoice.will_be_due"], await NewsAsync(sandbox, () => sandbox.AdvanceToAsync("2026-01-22T00:00:00")));
        var announced = (await sandbox.EventsAsync())[^1];
        Assert.Equal((invoice, "open"), (announced.Text("data.object.id"), announced.Text("data.object.status")));
        Assert.Empty(await NewsAsync(sandbox, () => sandbox.AdvanceToAsync("2026-01-24T23:59:59")));
        Assert.Equal(["invoice.overdue"], await NewsAsync(sandbox, () => sandbox.AdvanceToAsync("2026-01-26")));
    }

    [Fact]
    public async Task SendInvoice_PaidOrDueSooner_IsNotAnnounced()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = await sandbox.CustomerAsync();
        var paid = await SentAsync(sandbox, customer, daysUntilDue: 10);
        await sandbox.PostAsync($"/v1/invoices/{paid}/pay", ("paid_out_of_band", true));
        await SentAsync(sandbox, customer, daysUntilDue: 2);
        Assert.Equal(["invoice.overdue"], await NewsAsync(sandbox, () => sandbox.AdvanceToAsync("2026-01-26")));
    }

    [Fact]
    public async Task SendInvoice_OfADraft_FinalizesAndSends()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = await sandbox.CustomerAsync();
        var news = await NewsAsync(sandbox, () => SentAsync(sandbox, customer, daysUntilDue: 10));
        Assert.Equal(["invoice.created", "invoiceitem.created"], news[..2]);
        Assert.Equal("invoice.sent", news[^1]);
        Assert.Single(news, "invoice.finalized");
        Assert.Single(news, "payment_intent.created");
    }

    [Fact]
    public async Task Trial_EndsWithAMethod_IsDraftedAndCollectedAnHourLater()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), await sandbox.PriceAsync(2000), ("trial_period_days", 14));
        await sandbox.AdvanceToAsync("2026-01-28T23:59:59");
        Assert.Equal(
            ["customer.subscription.updated", "invoice.created"], await NewsAsync(sandbox, () => sandbox.AdvanceToAsync("2026-01-29T00:00:00")));
        var converted = (await sandbox.EventsAsync()).Last(item => item.Text("type") == "customer.subscription.updated");
        Assert.Equal(("trialing", "active"), (converted.Text("data.previous_attributes.status"), converted.Text("data.object.status")));
        Assert.Equal(
            [
                "invoice.finalized", "payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "invoice.paid",
                "invoice.payment_succeeded", "invoice_payment.paid",
            ],
            await NewsAsync(sandbox, () => sandbox.AdvanceToAsync("2026-01-29T01:00:00")));
        Assert.Equal("active", (await sandbox.GetAsync($"/v1/subscriptions/{subscription.Id()}")).Text("status"));
    }

    [Fact]
    public async Task PauseCollection_SetAndTakenBack_IsOneUpdateEach()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var subscription = (await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), await sandbox.PriceAsync(2000))).Id();
        foreach (var (name, value) in new[] { ("pause_collection[behavior]", "void"), ("pause_collection", "") })
            Assert.Equal(["customer.subscription.updated"], await NewsAsync(sandbox, () => sandbox.PostAsync($"/v1/subscriptions/{subscription}", (name, value))));
    }

    [Fact]
    public async Task CreditNote_Voided_TellsTheNoteAndTheInvoice()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var invoice = await SentAsync(sandbox, await sandbox.CustomerAsync(), daysUntilDue: 10);
        var note = (await sandbox.PostAsync("/v1/credit_notes", ("invoice", invoice), ("amount", 500))).Id();
        Assert.Equal(
            ["credit_note.voided", "invoice.updated"], await NewsAsync(sandbox, () => sandbox.PostAsync($"/v1/credit_notes/{note}/void")));
    }

    /// <summary>An open invoice of 50 dollars without a subscription; answers its id.</summary>
    private static async Task<string> SentAsync(BillingSandbox sandbox, string customer, int daysUntilDue)
    {
        var invoice = (await sandbox.PostAsync(
            "/v1/invoices", ("customer", customer), ("collection_method", "send_invoice"), ("days_until_due", daysUntilDue))).Id();
        await sandbox.PostAsync("/v1/invoiceitems", ("customer", customer), ("invoice", invoice), ("amount", 5000), ("currency", "usd"));
        await sandbox.PostAsync($"/v1/invoices/{invoice}/send");
        return invoice;
    }

    private static async Task<string> PayAsync(BillingSandbox sandbox, string method, string type = "card") => (await sandbox.PostAsync(
        "/v1/payment_intents", ("amount", 2000), ("currency", "eur"), ("payment_method", method), ("payment_method_types[]", type), ("confirm", true))).Id();

    /// <summary>The types of the events that <paramref name="action"/> causes.</summary>
    internal static async Task<string[]> NewsAsync(BillingSandbox sandbox, Func<Task> action)
    {
        var seen = (await sandbox.EventsAsync()).Select(item => item.Id()).LastOrDefault();
        await action();
        var events = await sandbox.EventsAsync();
        return [.. events.Reverse().TakeWhile(item => item.Id() != seen).Reverse().Select(item => item.Text("type"))];
    }
}
