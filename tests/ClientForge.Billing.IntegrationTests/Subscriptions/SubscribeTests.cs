using System.Net;
using System.Text.Json;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Subscriptions;

/// <summary>Beginning a subscription: paid, on trial, declined, authenticated, twice at once.</summary>
public sealed class SubscribeTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Fact]
    public async Task Subscribe_GoodCard_IsActiveAndChargedOnce()
    {
        var tenant = await world.CreateTenantAsync();
        var subscription = await tenant.SubscribeAsync("Professional", quantity: 3);

        Assert.Equal("active", subscription.StringAt("status"));
        Assert.Equal((3, 4900, "usd", "month"), (subscription.LongAt("quantity"), subscription.LongAt("unitAmount"), subscription.StringAt("currency"), subscription.StringAt("interval")));
        Assert.Equal(JsonValueKind.Null, subscription.At("nextAction").ValueKind);
        var charge = Assert.Single(await ChargesAsync(subscription));
        Assert.Equal(("succeeded", 3 * 4900), (charge.StringAt("status"), charge.LongAt("amount")));
    }

    [Fact]
    public async Task Subscribe_FirstPurchaseOfSeats_IsTheWholeNumber()
    {
        var tenant = await world.CreateTenantAsync();
        var subscription = await tenant.SubscribeAsync("Professional", quantity: 30);
        Assert.Equal(30, subscription.LongAt("quantity"));
        var stripe = await StripeSubscriptionAsync(subscription);
        Assert.Equal(30, stripe.LongAt("items.data.0.quantity"));
        Assert.Equal(tenant.Id.ToString(), stripe.StringAt("metadata.tenant_id"));
        Assert.Equal(4, stripe.At("items.data").GetArrayLength());
    }

    [Fact]
    public async Task Subscribe_TrialWithCard_ChargesNothingYet()
    {
        var tenant = await world.CreateTenantAsync();
        var subscription = await tenant.SubscribeAsync("Basic", trialDays: 14);
        Assert.Equal("trialing", subscription.StringAt("status"));
        Assert.Equal(TimeSpan.FromDays(14), subscription.At("trialEnd").GetDateTimeOffset() - subscription.At("trialStart").GetDateTimeOffset());
        Assert.Empty(await ChargesAsync(subscription));
    }

    [Fact]
    public async Task Subscribe_PlansTrialWithoutCard_EndsWithoutDebtIfNoneComes()
    {
        var tenant = await world.CreateTenantAsync();
        var answer = (await tenant.Admin.PostAsync("subscribe", new { planId = await tenant.PlanIdAsync("Basic"), email = "a@example.com" })).Expect(HttpStatusCode.Created);
        Assert.Equal("trialing", answer["status"].GetString());
        var stripe = await StripeSubscriptionAsync(answer.Body);
        Assert.Equal("cancel", stripe.StringAt("trial_settings.end_behavior.missing_payment_method"));
        Assert.Equal("a@example.com", (await tenant.AccountAsync()).StringAt("email"));
    }

    [Fact]
    public async Task Subscribe_NothingToChargeTo_Is422()
    {
        var tenant = await world.CreateTenantAsync();
        var answer = (await tenant.Admin.PostAsync("subscribe", new { planId = await tenant.PlanIdAsync("Basic"), trialDays = 0 })).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("payment_method_required", answer.Code);
    }

    [Fact]
    public async Task Subscribe_Declined_Is402AndLeavesNothing()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.AddCardAsync("pm_card_chargeCustomerFail");
        var answer = (await tenant.Admin.PostAsync("subscribe", new { planId = await tenant.PlanIdAsync("Basic"), trialDays = 0 })).Expect(HttpStatusCode.PaymentRequired);
        Assert.Equal("generic_decline", answer["declineCode"].GetString());
        (await tenant.Admin.GetAsync("subscription")).Expect(HttpStatusCode.NotFound);
        var listed = (await world.Stripe.GetAsync($"subscriptions?status=all&customer={await CustomerIdAsync(tenant)}")).Expect(HttpStatusCode.OK);
        Assert.Equal(0, listed["data"].GetArrayLength());

        await tenant.AddCardAsync("pm_card_visa");
        var again = (await tenant.Admin.PostAsync("subscribe", new { planId = await tenant.PlanIdAsync("Basic"), trialDays = 0 })).Expect(HttpStatusCode.Created);
        Assert.Equal("active", again["status"].GetString());
    }

    [Fact]
    public async Task Subscribe_BankWantsThePayer_IsIncompleteWithNextActionAndThenActive()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.AddCardAsync("pm_card_authenticationRequired");
        var answer = (await tenant.Admin.PostAsync("subscribe", new { planId = await tenant.PlanIdAsync("Basic"), trialDays = 0 })).Expect(HttpStatusCode.Created);
        Assert.Equal("incomplete", answer["status"].GetString());
        var secret = answer["nextAction.clientSecret"].GetString()!;
        Assert.StartsWith("pi_", secret, StringComparison.Ordinal);
        Assert.Equal("subscription_incomplete", (await tenant.Admin.PutAsync("subscription", new { quantity = 2 })).Expect(HttpStatusCode.Conflict).Code);

        (await world.Stripe.ControlAsync(HttpMethod.Post, $"3ds/{secret[..secret.IndexOf("_secret", StringComparison.Ordinal)]}", new { outcome = "approve" })).Expect(HttpStatusCode.OK);
        await world.SettleAsync();
        Assert.Equal("active", (await tenant.SubscriptionAsync()).StringAt("status"));
    }

    [Fact]
    public async Task Subscribe_AgainAfterAnUnfinishedTry_ReplacesIt()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.AddCardAsync("pm_card_authenticationRequired");
        var planId = await tenant.PlanIdAsync("Basic");
        var first = (await tenant.Admin.PostAsync("subscribe", new { planId, trialDays = 0 })).Expect(HttpStatusCode.Created);
        await tenant.AddCardAsync("pm_card_visa");
        var second = (await tenant.Admin.PostAsync("subscribe", new { planId, trialDays = 0 })).Expect(HttpStatusCode.Created);
        Assert.Equal("active", second["status"].GetString());
        Assert.NotEqual(first["stripeSubscriptionId"].GetString(), second["stripeSubscriptionId"].GetString());
        var old = await StripeSubscriptionAsync(first.Body);
        var invoice = (await world.Stripe.GetAsync($"invoices/{old.StringAt("latest_invoice")}")).Expect(HttpStatusCode.OK);
        Assert.Equal("void", invoice["status"].GetString());
    }

    [Fact]
    public async Task Subscribe_TenAtOnce_MakeOneCustomerAndOneSubscription()
    {
        var tenant = await world.CreateTenantAsync();
        var body = new { planId = await tenant.PlanIdAsync("Basic"), trialDays = 14 };
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => tenant.Admin.PostAsync("subscribe", body)));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Created), answer => Assert.Contains(answer.Code, new[] { "subscription_exists", "operation_in_progress" }));
        var listed = (await world.Stripe.GetAsync($"subscriptions?status=all&customer={await CustomerIdAsync(tenant)}")).Expect(HttpStatusCode.OK);
        Assert.Equal(1, listed["data"].GetArrayLength());
        var customers = (await world.Stripe.GetAsync("customers?limit=100")).Expect(HttpStatusCode.OK);
        Assert.Single(customers["data"].EnumerateArray(), customer => customer.At("metadata").TryGetProperty("tenant_id", out var id) && id.GetString() == tenant.Id.ToString());
    }

    [Fact]
    public async Task Subscribe_SameIdempotencyKey_IsTheSameSubscription()
    {
        var tenant = await world.CreateTenantAsync();
        var body = new { planId = await tenant.PlanIdAsync("Basic"), trialDays = 14 };
        var first = (await tenant.Admin.PostAsync("subscribe", body, "key-1")).Expect(HttpStatusCode.Created);
        var second = (await tenant.Admin.PostAsync("subscribe", body, "key-1")).Expect(HttpStatusCode.Created);
        Assert.Equal(first["id"].GetGuid(), second["id"].GetGuid());
    }

    [Theory]
    [InlineData("{\"planId\":\"019a0000-0000-7000-8000-000000000000\"}", "plan_not_found")]
    [InlineData("{}", "validation_failed")]
    [InlineData("{\"planId\":\"01980000-0000-7000-8000-000000000001\",\"quantity\":0}", "validation_failed")]
    [InlineData("{\"planId\":\"01980000-0000-7000-8000-000000000001\",\"quantity\":1000000000}", "validation_failed")]
    [InlineData("{\"planId\":\"01980000-0000-7000-8000-000000000001\",\"quantity\":11}", "seats_above_plan_limit")]
    [InlineData("{\"planId\":\"01980000-0000-7000-8000-000000000001\",\"currency\":\"xxx\"}", "validation_failed")]
    [InlineData("{\"planId\":\"01980000-0000-7000-8000-000000000001\",\"currency\":\"gbp\"}", "price_not_found")]
    [InlineData("{\"planId\":\"01980000-0000-7000-8000-000000000001\",\"interval\":\"week\"}", "validation_failed")]
    [InlineData("{\"planId\":\"01980000-0000-7000-8000-000000000001\",\"couponCode\":\"NOPE\"}", "coupon_not_found")]
    [InlineData("{\"planId\":\"01980000-0000-7000-8000-000000000001\",\"paymentMethodId\":\"pm_nobody\"}", "payment_method_not_found")]
    public async Task Subscribe_BadInput_Is422AndMakesNothing(string body, string code)
    {
        var tenant = await world.CreateTenantAsync();
        Assert.Equal(code, (await tenant.Admin.PostAsync("subscribe", body)).Expect(HttpStatusCode.UnprocessableEntity).Code);
        (await tenant.Admin.GetAsync("subscription")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Subscribe_AsMember_IsForbidden()
    {
        var tenant = await world.CreateTenantAsync();
        (await tenant.Member.PostAsync("subscribe", new { planId = await tenant.PlanIdAsync("Basic") })).Expect(HttpStatusCode.Forbidden);
    }

    private Task<string> CustomerIdAsync(TestTenant tenant) => StripeSide.CustomerIdAsync(world, tenant);

    private Task<JsonElement> StripeSubscriptionAsync(JsonElement subscription) => StripeSide.SubscriptionAsync(world, subscription);

    private async Task<IReadOnlyList<JsonElement>> ChargesAsync(JsonElement subscription) =>
        await world.LedgerOfAsync((await StripeSubscriptionAsync(subscription)).StringAt("customer")!);
}
