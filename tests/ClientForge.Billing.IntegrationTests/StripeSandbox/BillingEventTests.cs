using System.Text.Json;
namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>The sequences of events that each story emits.</summary>
public sealed class BillingEventTests
{
    private static readonly string[] Collected =
    [
        "invoice.finalized", "payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "invoice.paid",
        "invoice.payment_succeeded", "invoice_payment.paid",
    ];

    [Fact]
    public async Task Create_ChargeSucceeds_AnnouncesTheSubscriptionAfterTheCharge()
    {
        await using var story = await Story.BeginAsync();

        await story.SubscribeAsync();

        Assert.Equal(
            [
                "charge.succeeded", "customer.subscription.created", "payment_intent.succeeded", "payment_intent.created", "invoice.created",
                "invoice.finalized", "invoice.paid", "invoice.payment_succeeded", "invoice_payment.paid",
            ],
            await story.NewsAsync());
        var events = await story.Sandbox.EventsAsync();
        Assert.Equal("active", events.Single(item => item.Text("type") == "customer.subscription.created").Text("data.object.status"));
        Assert.Equal("paid", events.Single(item => item.Text("type") == "invoice.created").Text("data.object.status"));
    }

    [Fact]
    public async Task Create_DefaultIncomplete_WaitsForTheClient()
    {
        await using var story = await Story.BeginAsync();

        await story.SubscribeAsync(("payment_behavior", "default_incomplete"));

        Assert.Equal(
            ["customer.subscription.created", "invoice.created", "invoice.finalized", "payment_intent.created"], await story.NewsAsync());
    }

    [Fact]
    public async Task ClientConfirms_FirstInvoice_OpensTheSubscription()
    {
        await using var story = await Story.BeginAsync();
        await story.SubscribeAsync(("payment_behavior", "default_incomplete"));
        var invoice = await story.Sandbox.GetAsync($"/v1/invoices/{story.LatestInvoice}?expand[]=payments&expand[]=confirmation_secret");
        var intent = invoice.Text("payments.data.0.payment.payment_intent");
        Assert.StartsWith(intent + "_secret_", invoice.Text("confirmation_secret.client_secret"));
        await story.NewsAsync();

        await story.Sandbox.PostAsync($"/v1/payment_intents/{intent}/confirm", ("payment_method", story.Card), ("return_url", "https://example.com"));

        Assert.Equal(
            [
                "charge.succeeded", "payment_intent.succeeded", "customer.subscription.updated", "invoice.updated", "invoice.paid",
                "invoice.payment_succeeded", "invoice_payment.paid",
            ],
            await story.NewsAsync());
    }

    [Fact]
    public async Task Create_Trial_PaysNothing()
    {
        await using var story = await Story.BeginAsync();

        await story.SubscribeAsync(("trial_period_days", 30));

        Assert.Equal(
            ["customer.subscription.created", "invoice.created", "invoice.finalized", "invoice.paid", "invoice.payment_succeeded"],
            await story.NewsAsync());
    }

    [Fact]
    public async Task Create_CardDeclines_IsIncomplete()
    {
        await using var story = await Story.BeginAsync("pm_card_chargeCustomerFail");

        await story.SubscribeAsync();
        var created = await story.NewsAsync();
        await story.Sandbox.AdvanceToAsync("2026-01-15T23:00:00");

        Assert.Equal(
            [
                "customer.subscription.created", "invoice.created", "invoice.finalized", "payment_intent.created", "charge.failed",
                "payment_intent.payment_failed", "invoice.payment_failed",
            ],
            created);
        Assert.Equal(
            ["customer.subscription.updated", "invoice.voided", "payment_intent.canceled", "invoice.updated"], await story.NewsAsync());
    }

    [Fact]
    public async Task Create_AuthenticationRequired_AsksTheCustomer()
    {
        await using var story = await Story.BeginAsync("pm_card_authenticationRequired");

        await story.SubscribeAsync();
        var created = await story.NewsAsync();
        var invoice = await story.Sandbox.GetAsync($"/v1/invoices/{story.LatestInvoice}?expand[]=payments");
        Assert.Equal((true, 0), (invoice.Is("attempted"), invoice.Long("attempt_count")));
        await story.Sandbox.ControlAsync($"/_sandbox/3ds/{invoice.Text("payments.data.0.payment.payment_intent")}", new { outcome = "approve" });

        Assert.Equal(
            [
                "customer.subscription.created", "invoice.created", "invoice.finalized", "payment_intent.created",
                "payment_intent.requires_action", "invoice.payment_action_required",
            ],
            created);
        Assert.Equal(
            [
                "charge.succeeded", "payment_intent.succeeded", "customer.subscription.updated", "invoice.updated", "invoice.paid",
                "invoice.payment_succeeded", "invoice_payment.paid",
            ],
            await story.NewsAsync());
    }

    [Fact]
    public async Task Renewal_Paid_IsDraftedAnnouncedAndCollected()
    {
        await using var story = await Story.BeginAsync();
        await story.SubscribeAsync();
        await story.NewsAsync();

        await story.Sandbox.AdvanceToAsync("2026-02-08T00:00:00");
        Assert.Equal(["invoice.upcoming"], await story.NewsAsync());
        await story.Sandbox.AdvanceToAsync("2026-02-15T00:00:00");
        Assert.Equal(["customer.subscription.updated", "invoice.created"], await story.NewsAsync());
        await story.Sandbox.AdvanceToAsync("2026-02-15T01:00:00");

        Assert.Equal(Collected, await story.NewsAsync());
        var events = await story.Sandbox.EventsAsync();
        Assert.False(events.Single(item => item.Text("type") == "invoice.upcoming").At("data.object").TryGetProperty("id", out _));
        var renewed = events.Last(item => item.Text("type") == "customer.subscription.updated");
        Assert.True(renewed.At("data.previous_attributes").TryGetProperty("latest_invoice", out _));
        Assert.True(renewed.IsNull("request.id"));
    }

    [Fact]
    public async Task Renewal_FailsThenPaid_GoesThroughPastDue()
    {
        await using var story = await Story.BeginAsync();
        await story.SubscribeAsync();
        await story.Sandbox.UseCardAsync(story.Customer, "pm_card_chargeCustomerFail");
        await story.Sandbox.AdvanceToAsync("2026-02-15T00:00:00");
        await story.NewsAsync();

        await story.Sandbox.AdvanceToAsync("2026-02-15T01:00:00");
        var failed = await story.NewsAsync();
        await story.Sandbox.UseCardAsync(story.Customer, "pm_card_visa");
        await story.NewsAsync();
        await story.Sandbox.PostAsync($"/v1/invoices/{(await story.Sandbox.LatestInvoiceAsync(story.Id)).Id()}/pay");

        Assert.Equal(
            [
                "invoice.finalized", "payment_intent.created", "charge.failed", "payment_intent.payment_failed", "invoice.payment_failed",
                "invoice.updated", "customer.subscription.updated", "customer.updated",
            ],
            failed);
        Assert.Equal(
            [
                "charge.succeeded", "payment_intent.succeeded", "invoice.updated", "invoice.paid", "invoice.payment_succeeded",
                "customer.subscription.updated", "customer.updated", "invoice_payment.paid",
            ],
            await story.NewsAsync());
    }

    [Theory]
    [InlineData("create_prorations")]
    [InlineData("always_invoice")]
    public async Task Upgrade_ByBehavior_WritesItemsAndPerhapsAnInvoice(string behavior)
    {
        await using var story = await Story.BeginAsync();
        await story.SubscribeAsync();
        await story.Sandbox.AdvanceToAsync("2026-01-20");
        var price = await story.Sandbox.PriceAsync(5000);
        await story.NewsAsync();

        await story.ChangeAsync(("items[0][price]", price), ("proration_behavior", behavior));

        string[] pending = ["invoiceitem.created", "invoiceitem.created", "customer.subscription.updated"];
        Assert.Equal(behavior == "always_invoice" ? [.. pending, "invoice.created", .. Collected] : pending, await story.NewsAsync());
    }

    [Fact]
    public async Task Downgrade_AlwaysInvoice_CreditsWithoutACharge()
    {
        await using var story = await Story.BeginAsync();
        await story.SubscribeAsync();
        await story.Sandbox.AdvanceToAsync("2026-01-20");
        var price = await story.Sandbox.PriceAsync(500);
        await story.NewsAsync();

        await story.ChangeAsync(("items[0][price]", price), ("proration_behavior", "always_invoice"));

        Assert.Equal(
            [
                "invoiceitem.created", "invoiceitem.created", "customer.subscription.updated", "invoice.created", "invoice.finalized",
                "invoice.paid", "invoice.payment_succeeded", "customer.updated",
            ],
            await story.NewsAsync());
    }

    [Fact]
    public async Task Cancel_NowAndAtPeriodEnd_AreOneEventEach()
    {
        await using var story = await Story.BeginAsync();
        await story.SubscribeAsync();
        await story.NewsAsync();

        await story.ChangeAsync(("cancel_at_period_end", true));
        Assert.Equal(["customer.subscription.updated"], await story.NewsAsync());
        var asked = (await story.Sandbox.EventsAsync())[^1].At("data.previous_attributes");
        Assert.Equal((false, true, true), (asked.Is("cancel_at_period_end"), asked.IsNull("cancel_at"), asked.IsNull("canceled_at")));
        await story.ChangeAsync(("cancel_at_period_end", false));
        Assert.Equal(["customer.subscription.updated"], await story.NewsAsync());
        await story.Sandbox.DeleteAsync($"/v1/subscriptions/{story.Id}");

        Assert.Equal(["customer.subscription.deleted"], await story.NewsAsync());
    }

    [Fact]
    public async Task ManualInvoice_FromDraftToPaid_FollowsEachStep()
    {
        await using var story = await Story.BeginAsync();
        await story.NewsAsync();

        var invoice = (await story.Sandbox.PostAsync("/v1/invoices", ("customer", story.Customer), ("currency", "usd"))).Id();
        await story.Sandbox.PostAsync(
            "/v1/invoiceitems", ("customer", story.Customer), ("invoice", invoice), ("amount", 1500), ("currency", "usd"), ("description", "Set-up"));
        Assert.Equal(["invoice.created", "invoiceitem.created", "invoice.updated"], await story.NewsAsync());
        await story.Sandbox.PostAsync($"/v1/invoices/{invoice}/finalize");
        Assert.Equal(["invoice.finalized", "payment_intent.created", "invoice.updated"], await story.NewsAsync());
        await story.Sandbox.PostAsync($"/v1/invoices/{invoice}/pay");

        Assert.Equal(
            [
                "charge.succeeded", "payment_intent.succeeded", "invoice.updated", "invoice.paid", "invoice.payment_succeeded",
                "invoice_payment.paid",
            ],
            await story.NewsAsync());
    }

    [Fact]
    public async Task ManualInvoice_OtherEnds_FollowEachStep()
    {
        await using var story = await Story.BeginAsync();
        await story.NewsAsync();

        await story.Sandbox.PostAsync($"/v1/invoices/{await story.OpenInvoiceAsync()}/void");
        Assert.Equal(["invoice.voided", "payment_intent.canceled", "invoice.updated"], (await story.NewsAsync())[^3..]);
        await story.Sandbox.PostAsync($"/v1/invoices/{await story.OpenInvoiceAsync()}/mark_uncollectible");
        Assert.Equal(["invoice.marked_uncollectible", "invoice.updated"], (await story.NewsAsync())[^2..]);
        await story.Sandbox.PostAsync($"/v1/invoices/{await story.OpenInvoiceAsync()}/pay", ("paid_out_of_band", true));
        Assert.Equal(["payment_intent.canceled", "invoice.paid", "invoice.updated"], (await story.NewsAsync())[^3..]);
        var draft = (await story.Sandbox.PostAsync("/v1/invoices", ("customer", story.Customer))).Id();
        await story.Sandbox.DeleteAsync($"/v1/invoices/{draft}");

        Assert.Equal(["invoice.created", "invoice.deleted"], await story.NewsAsync());
    }

    /// <summary>A customer, a price and what happened since the last look.</summary>
    private sealed class Story : IAsyncDisposable
    {
        private string? seen;

        public required BillingSandbox Sandbox { get; init; }

        public required string Customer { get; init; }

        public required string Card { get; init; }

        public string Id { get; private set; } = "";

        public string Item { get; private set; } = "";

        public string LatestInvoice { get; private set; } = "";

        public static async Task<Story> BeginAsync(string card = "pm_card_visa")
        {
            var sandbox = await BillingSandbox.StartAsync();
            var customer = (await sandbox.PostAsync("/v1/customers", ("email", "a@example.com"))).Id();
            return new() { Sandbox = sandbox, Customer = customer, Card = await sandbox.UseCardAsync(customer, card) };
        }

        public async Task SubscribeAsync(params (string Name, object Value)[] more)
        {
            var price = await Sandbox.PriceAsync(2000);
            await NewsAsync();
            var subscription = await Sandbox.SubscribeAsync(Customer, price, more);
            Id = subscription.Id();
            Item = subscription.Text("items.data.0.id");
            LatestInvoice = subscription.Text("latest_invoice");
        }

        public Task<JsonElement> ChangeAsync(params (string Name, object Value)[] parameters) =>
            Sandbox.PostAsync($"/v1/subscriptions/{Id}", parameters.Any(parameter => parameter.Name.StartsWith("items"))
                ? [("items[0][id]", Item), .. parameters]
                : parameters);

        public async Task<string> OpenInvoiceAsync()
        {
            var invoice = (await Sandbox.PostAsync("/v1/invoices", ("customer", Customer), ("currency", "usd"))).Id();
            await Sandbox.PostAsync("/v1/invoiceitems", ("customer", Customer), ("invoice", invoice), ("amount", 1500), ("currency", "usd"));
            await Sandbox.PostAsync($"/v1/invoices/{invoice}/finalize");
            return invoice;
        }

        /// <summary>The types of the events since the last call.</summary>
        public async Task<string[]> NewsAsync()
        {
            var events = await Sandbox.EventsAsync();
            var news = events.Reverse().TakeWhile(item => item.Id() != seen).Reverse().Select(item => item.Text("type")).ToArray();
            seen = events.Count > 0 ? events[^1].Id() : null;
            return news;
        }

        public ValueTask DisposeAsync() => Sandbox.DisposeAsync();
    }
}
