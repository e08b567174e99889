using System.Net;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>Versions, rate limits, locks, retention: the parts of Stripe's wire that are about the account, not about objects.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData("2026-07-29.dahlia", true)]
    [InlineData("2026-10-28.endive", true)]
    [InlineData("2023-10-16", true)]
    [InlineData("2026-07-29.daffodil", false)]
    [InlineData("tomorrow", false)]
    public async Task Version_Header_IsCheckedAndEchoed(string version, bool known)
    {
        await using var sandbox = await SandboxServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/customers");
        request.Headers.Add("Stripe-Version", version);
        using var response = await sandbox.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(known ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
        if (known)
            Assert.Equal(version, Assert.Single(response.Headers.GetValues("Stripe-Version")));
    }

    [Theory]
    [InlineData("global", "/v1/products", "global-rate")]
    [InlineData("endpoint", "/v1/customers", "endpoint-rate")]
    [InlineData("search", "/v1/customers/search?query=email:null", "endpoint-rate")]
    public async Task Limit_SwitchedOn_AnswersStripes429(string limit, string path, string reason)
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        await sandbox.ControlAsync("/_sandbox/limits", new Dictionary<string, int> { [limit] = 2 });
        await sandbox.GetAsync(path);
        await sandbox.GetAsync(path);
        var refused = await sandbox.AnswerAsync(HttpMethod.Get, path);
        Assert.Equal(429, (int)refused.StatusCode);
        Assert.Equal(reason, Assert.Single(refused.Headers.GetValues("Stripe-Rate-Limited-Reason")));
        await sandbox.ControlAsync("/_sandbox/limits", new { });
        await sandbox.GetAsync(path);
    }

    [Fact]
    public async Task Limit_ManyInvoicesOfOneSubscription_IsResourceSpecific()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var subscription = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), await sandbox.PriceAsync(2000));
        await sandbox.ControlAsync("/_sandbox/limits", new { invoicesPerMinute = 2 });
        (string, object)[] more = [("items[0][id]", subscription.Text("items.data.0.id")), ("proration_behavior", "always_invoice")];
        await sandbox.PostAsync($"/v1/subscriptions/{subscription.Id()}", [("items[0][quantity]", 2), .. more]);
        var error = await sandbox.RefusedAsync(429, $"/v1/subscriptions/{subscription.Id()}", [("items[0][quantity]", 3), .. more]);
        Assert.Equal("rate_limit", error.Text("code"));
    }

    [Fact]
    public async Task Lock_TwoWritesToOneObject_TheSecondIsRefused()
    {
        await using var sandbox = await SandboxServer.StartAsync();
        var customer = await sandbox.CreateIdAsync("/v1/customers");
        await sandbox.ControlAsync(HttpMethod.Post, "/limits", new { locks = true });
        await sandbox.ControlAsync(HttpMethod.Post, "/faults", new { match = new { method = "POST", path = "/v1/customers/*" }, kind = "latency", milliseconds = 2000, times = 1 });
        var slow = sandbox.PostAsync("/v1/customers/" + customer, "name=slow");
        SandboxAnswer quick;
        do
        {
            quick = await sandbox.PostAsync("/v1/customers/" + customer, "name=quick");
        }
        while (quick.Status == HttpStatusCode.OK && !slow.IsCompleted);
        Assert.Equal("lock_timeout", quick.ErrorText("code"));
        Assert.Equal(HttpStatusCode.OK, (await slow).Status);
        Assert.Equal(HttpStatusCode.OK, (await sandbox.PostAsync("/v1/customers/" + customer, "name=later")).Status);
    }

    [Fact]
    public async Task Events_OlderThanThirtyDays_AreForgotten()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        await sandbox.PostAsync("/v1/products", ("name", "old"));
        await sandbox.AdvanceToAsync("2026-02-14T00:00:01");
        await sandbox.PostAsync("/v1/products", ("name", "new"));
        var kept = Assert.Single(await sandbox.EventsAsync());
        Assert.Equal("new", kept.Text("data.object.name"));
    }

    [Fact]
    public async Task IdempotencyKey_AfterADay_IsNew()
    {
        await using var sandbox = await SandboxServer.StartAsync();
        var first = await sandbox.PostAsync("/v1/products", "name=P", "key");
        await sandbox.ControlAsync(HttpMethod.Post, "/clock", new { seconds = 86_400 });
        var second = await sandbox.PostAsync("/v1/products", "name=P", "key");
        Assert.NotEqual(first.Body.Id(), second.Body.Id());
    }

    [Theory]
    [InlineData("kwd", 1005, false)]
    [InlineData("kwd", 1010, true)]
    [InlineData("ugx", 15_050, false)]
    [InlineData("isk", 15_000, true)]
    [InlineData("jpy", 55, true)]
    public async Task Amount_InCoarseCurrencies_MustBePayable(string currency, long amount, bool payable)
    {
        await using var sandbox = await SandboxServer.StartAsync();
        var answer = await sandbox.PostAsync("/v1/payment_intents", $"amount={amount}&currency={currency}");
        Assert.Equal(payable ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.Status);
    }

    [Fact]
    public async Task RequestsEffectsAndDeliveries_AreNumbered()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var sandbox = await SandboxServer.StartAsync();
        await sandbox.CreateAsync("/v1/webhook_endpoints", $"url={receiver.Url}&enabled_events[]=*");
        await sandbox.CreateAsync("/v1/products", "name=P");
        await sandbox.ControlAsync(HttpMethod.Post, "/clock", new { seconds = 0 });
        var requests = (await sandbox.ControlAsync(HttpMethod.Get, "/requests")).Items("data");
        var effect = Assert.Single((await sandbox.ControlAsync(HttpMethod.Get, "/requests/effects")).Items("data"));
        var delivery = Assert.Single((await sandbox.ControlAsync(HttpMethod.Get, "/requests/deliveries")).Items("data"));
        Assert.Equal((1, "product.created", requests[1].Id()), (effect.Long("sequence"), effect.Text("type"), effect.Text("request")));
        Assert.Equal((1, effect.Id(), 200), (delivery.Long("sequence"), delivery.Text("event"), delivery.Long("status")));
    }

    [Fact]
    public async Task ErrorIfIncomplete_Declined_LeavesTheFailedTryInTheLedger()
    {
        await using var sandbox = await SandboxServer.StartAsync();
        var customer = await sandbox.CustomerWithCardAsync("pm_card_chargeCustomerFail");
        var price = await sandbox.CreateIdAsync("/v1/prices", "currency=usd&unit_amount=2000&recurring[interval]=month&product_data[name]=P");
        var refused = await sandbox.PostAsync("/v1/subscriptions", $"customer={customer}&items[0][price]={price}&payment_behavior=error_if_incomplete");
        Assert.Equal(HttpStatusCode.PaymentRequired, refused.Status);
        var row = Assert.Single((await sandbox.ControlAsync(HttpMethod.Get, "/ledger")).Items("data"));
        Assert.Equal(("failed", "generic_decline", true), (row.Text("status"), row.Text("declineCode"), row.IsNull("invoice")));
        Assert.Equal(["charge.failed", "payment_intent.payment_failed", "payment_intent.canceled"], (await sandbox.EventTypesAsync())[^3..]);
        Assert.Equal("canceled", (await sandbox.GetAsync($"/v1/payment_intents/{row.Text("paymentIntent")}")).Body.Text("status"));
    }
}
