using System.Net;
using System.Text.Json;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.IntegrationTests.Subscriptions;

namespace ClientForge.Billing.IntegrationTests.PeerBugs;

/// <summary>What went wrong elsewhere with first payments and with payers whom the bank wants to see.</summary>
public sealed class CreationAndAuthenticationTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Fact]
    public async Task PaidInvoice_PaidAgain_IsRefusedAndChargedOnce()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync();
        var invoice = (await tenant.InvoicesAsync())[0].StringAt("id");
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => tenant.Admin.PostAsync($"invoices/{invoice}/pay")));
        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.Conflict, "invoice_not_open"), (answer.Status, answer.Code)));
        Assert.Single(await LedgerAsync(tenant));
    }

    [Fact]
    public async Task OpenInvoice_PaidOverAndOver_MakesNoNewSubscription()
    {
        var tenant = await world.CreateTenantAsync();
        var subscription = await PastDueAsync(tenant, "pm_card_chargeCustomerFail");
        var invoice = (await tenant.InvoicesAsync())[0].StringAt("id");
        for (var i = 0; i < 4; i++)
            (await tenant.Admin.PostAsync($"invoices/{invoice}/pay")).Expect(HttpStatusCode.PaymentRequired);
        var listed = (await world.Stripe.GetAsync($"subscriptions?status=all&customer={await StripeSide.CustomerIdAsync(world, tenant)}")).Expect(HttpStatusCode.OK);
        Assert.Equal(subscription.StringAt("stripeSubscriptionId"), Assert.Single(listed["data"].EnumerateArray()).StringAt("id"));
    }

    [Fact]
    public async Task LeftoverOfAFailedTry_ExpiringLater_LeavesTheGoodSubscriptionAlone()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.AddCardAsync("pm_card_authenticationRequired");
        var planId = await tenant.PlanIdAsync("Basic");
        (await tenant.Admin.PostAsync("subscribe", new { planId, trialDays = 0 })).Expect(HttpStatusCode.Created);
        await tenant.AddCardAsync();
        (await tenant.Admin.PostAsync("subscribe", new { planId, trialDays = 0 })).Expect(HttpStatusCode.Created);
        await world.AdvanceAsync(TimeSpan.FromHours(30));
        Assert.Equal("active", (await tenant.SubscriptionAsync()).StringAt("status"));
        Assert.True((await tenant.Admin.GetAsync("entitlements/contacts"))["allowed"].GetBoolean());
        Assert.Single(await LedgerAsync(tenant), row => row.StringAt("status") == "succeeded");
    }

    [Theory]
    [InlineData("pm_card_authenticationRequired")]
    [InlineData("pm_card_authenticationRequiredOnSetup")]
    public async Task FirstPayment_WantingThePayer_WaitsForHimAndIsNotGivenUp(string card)
    {
        var tenant = await world.CreateTenantAsync();
        var method = card == "pm_card_authenticationRequired" ? null : card;
        if (method is null)
            await tenant.AddCardAsync(card);
        var answer = (await tenant.Admin.PostAsync(
            "subscribe", new { planId = await tenant.PlanIdAsync("Basic"), trialDays = 0, paymentMethodId = method })).Expect(HttpStatusCode.Created);
        Assert.Equal("incomplete", answer["status"].GetString());
        await world.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal("incomplete", (await tenant.SubscriptionAsync()).StringAt("status"));

        await ApproveAsync(answer["nextAction.clientSecret"].GetString()!);

        Assert.Equal("active", (await tenant.SubscriptionAsync()).StringAt("status"));
    }

    [Fact]
    public async Task Upgrade_WhoseAuthenticationIsAbandoned_EndsAndLeavesTheOldPlan()
    {
        var tenant = await world.CreateTenantAsync();
        var before = await tenant.SubscribeAsync();
        await tenant.AddCardAsync("pm_card_authenticationRequired");
        (await tenant.Admin.PutAsync("subscription", new { planId = await tenant.PlanIdAsync("Professional"), prorationBehavior = "always_invoice" })).Expect(HttpStatusCode.OK);
        await world.AdvanceAsync(TimeSpan.FromHours(24));

        var after = await tenant.SubscriptionAsync();
        Assert.Equal(("Basic", "active"), (after.StringAt("plan.name"), after.StringAt("status")));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (after.At("pendingChangeExpiresAt").ValueKind, after.At("nextAction").ValueKind));
        Assert.Equal("void", (await StripeSide.InvoicesAsync(world, before))[0].StringAt("status"));
        Assert.Equal("active", (await tenant.AccountAsync()).StringAt("status"));
        (await tenant.Admin.PostAsync("subscription/seats", new { delta = 1 })).Expect(HttpStatusCode.OK);
        Assert.Single(await LedgerAsync(tenant), row => row.StringAt("status") == "succeeded");
    }

    [Fact]
    public async Task Renewal_WantingThePayer_KeepsAccessAndIsCompletedByHim()
    {
        var tenant = await world.CreateTenantAsync();
        await PastDueAsync(tenant, "pm_card_authenticationRequired");
        Assert.True((await tenant.Admin.GetAsync("entitlements/contacts"))["allowed"].GetBoolean());
        Assert.Single(await world.MailsToAsync(tenant.Email), mail => mail.Subject.Contains("action", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("requires_confirmation", (await tenant.SubscriptionAsync()).StringAt("nextAction.type"));

        var refused = await tenant.Admin.PostAsync($"invoices/{(await tenant.InvoicesAsync())[0].StringAt("id")}/pay");
        Assert.Equal(HttpStatusCode.PaymentRequired, refused.Status);
        await ApproveAsync((await tenant.SubscriptionAsync()).StringAt("nextAction.clientSecret")!);

        Assert.Equal(("active", "active"), ((await tenant.SubscriptionAsync()).StringAt("status"), (await tenant.AccountAsync()).StringAt("status")));
        Assert.Equal(2, (await LedgerAsync(tenant)).Count(row => row.StringAt("status") == "succeeded"));
    }

    private async Task<JsonElement> PastDueAsync(TestTenant tenant, string card)
    {
        var subscription = await tenant.SubscribeAsync();
        await tenant.AddCardAsync(card);
        await world.AdvanceToAsync(subscription.At("currentPeriodEnd").GetDateTimeOffset().AddHours(2));
        Assert.Equal("past_due", (await tenant.SubscriptionAsync()).StringAt("status"));
        return subscription;
    }

    private async Task ApproveAsync(string secret)
    {
        (await world.Stripe.ControlAsync(HttpMethod.Post, $"3ds/{secret[..secret.IndexOf("_secret", StringComparison.Ordinal)]}", new { outcome = "approve" })).Expect(HttpStatusCode.OK);
        await world.SettleAsync();
    }

    private async Task<IReadOnlyList<JsonElement>> LedgerAsync(TestTenant tenant) => await world.LedgerOfAsync(await StripeSide.CustomerIdAsync(world, tenant));
}
