using System.Net;
using System.Text.Json;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.IntegrationTests.Subscriptions;
using ClientForge.Billing.IntegrationTests.Webhooks;

namespace ClientForge.Billing.IntegrationTests.PeerBugs;

/// <summary>What went wrong elsewhere with collecting and with payment methods.</summary>
public sealed class CollectionTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Fact]
    public async Task Debit_StillProcessing_PaidTwiceAtOnce_IsDebitedOnce()
    {
        var tenant = await world.CreateTenantAsync();
        var subscription = await tenant.SubscribeAsync(card: "pm_usBankAccount_success");
        await tenant.AddCardAsync("pm_usBankAccount_processing");
        await world.AdvanceToAsync(subscription.At("currentPeriodEnd").GetDateTimeOffset().AddHours(2));
        var invoice = (await tenant.InvoicesAsync())[0];
        Assert.Equal("open", invoice.StringAt("status"));
        var before = (await LedgerAsync(tenant)).Count;

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => tenant.Admin.PostAsync($"invoices/{invoice.StringAt("id")}/pay")));

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.Conflict, "payment_processing"), (answer.Status, answer.Code)));
        Assert.Equal(before, (await LedgerAsync(tenant)).Count);
        Assert.Equal("active", (await tenant.AccountAsync()).StringAt("status"));
    }

    [Fact]
    public async Task Decline_IsAResultAndNoFailedJob()
    {
        var tenant = await world.CreateTenantAsync();
        await PastDueAsync(tenant, "pm_card_chargeCustomerFail");
        await world.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal(2, (await LedgerAsync(tenant)).Count(row => row.StringAt("status") == "failed"));
        var history = (await world.Ops.GetAsync("/api/v1/ops/jobs/payment-retry/history?limit=100")).Expect(HttpStatusCode.OK);
        Assert.DoesNotContain(history["data"].EnumerateArray(), run => run.StringAt("outcome") == "failed" || run.ToString().Contains(" failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FailureEvent_AfterThePayment_ChangesNothing()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync();
        var invoice = (await tenant.InvoicesAsync())[0];
        var body = SignedEvent.Invoice("evt_late_failure", invoice.StringAt("stripeInvoiceId")!, "invoice.payment_failed");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/billing/webhooks/stripe") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("Stripe-Signature", SignedEvent.Header(body, TestApi.WebhookSecret, await world.NowAsync()));
        Assert.Equal(HttpStatusCode.OK, (await world.Api.Anonymous.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
        await world.SettleAsync();
        Assert.Equal("active", (await tenant.AccountAsync()).StringAt("status"));
        Assert.Equal("paid", (await tenant.InvoicesAsync())[0].StringAt("status"));
    }

    [Fact]
    public async Task DefaultDetachedAtStripe_LeavesNoDefaultAndTheRenewalIsDunned()
    {
        var tenant = await world.CreateTenantAsync();
        var subscription = await tenant.SubscribeAsync();
        var method = (await tenant.Admin.GetAsync("payment-methods"))["data.0.stripePaymentMethodId"].GetString();
        (await world.Stripe.PostAsync($"payment_methods/{method}/detach")).Expect(HttpStatusCode.OK);
        await world.SettleAsync();
        Assert.Equal(0, (await tenant.Admin.GetAsync("payment-methods"))["data"].GetArrayLength());

        await world.AdvanceToAsync(subscription.At("currentPeriodEnd").GetDateTimeOffset().AddHours(2));
        Assert.Equal("past_due", (await tenant.AccountAsync()).StringAt("status"));
        Assert.Single(await world.MailsToAsync(tenant.Email), mail => mail.Subject.Contains("payment failed", StringComparison.OrdinalIgnoreCase));
        await tenant.AddCardAsync();
        await world.SettleAsync();
        Assert.Equal("active", (await tenant.AccountAsync()).StringAt("status"));
    }

    [Fact]
    public async Task Receipt_ComesWithThePaymentAndOnce()
    {
        var tenant = await world.CreateTenantAsync();
        await PastDueAsync(tenant, "pm_card_chargeCustomerFail");
        Assert.Single(await ReceiptsAsync(tenant));
        await tenant.AddCardAsync();
        await world.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal(2, (await ReceiptsAsync(tenant)).Count);
    }

    [Fact]
    public async Task InvoiceSentToBePaidByHand_Overdue_IsNeitherTriedNorSuspendedFor()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.AddCardAsync("pm_card_chargeCustomerFail");
        var body = new { currency = "usd", items = new[] { new { description = "Set-up", quantity = 1, unitAmount = 5_000, taxable = false } }, dueDays = 5, autoAdvance = true };
        (await world.Ops.PostAsync($"/api/v1/ops/tenants/{tenant.Id}/invoices", body)).Expect(HttpStatusCode.Created);
        await world.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal("open", (await tenant.InvoicesAsync())[0].StringAt("status"));
        await world.AdvanceAsync(TimeSpan.FromDays(20));
        Assert.Equal("open", (await tenant.InvoicesAsync())[0].StringAt("status"));
        Assert.Equal("active", (await tenant.AccountAsync()).StringAt("status"));
        Assert.Empty(await LedgerAsync(tenant));
    }

    private async Task PastDueAsync(TestTenant tenant, string card)
    {
        var subscription = await tenant.SubscribeAsync();
        await tenant.AddCardAsync(card);
        await world.AdvanceToAsync(subscription.At("currentPeriodEnd").GetDateTimeOffset().AddHours(2));
        Assert.Equal("past_due", (await tenant.AccountAsync()).StringAt("status"));
    }

    private async Task<IReadOnlyList<JsonElement>> LedgerAsync(TestTenant tenant) => await world.LedgerOfAsync(await StripeSide.CustomerIdAsync(world, tenant));

    private async Task<IReadOnlyList<string>> ReceiptsAsync(TestTenant tenant) =>
        [.. (await world.MailsToAsync(tenant.Email)).Select(mail => mail.Subject).Where(subject => subject.StartsWith("Receipt", StringComparison.Ordinal))];
}
