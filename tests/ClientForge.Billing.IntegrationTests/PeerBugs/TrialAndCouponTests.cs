using System.Net;
using System.Text.Json;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.IntegrationTests.Subscriptions;

namespace ClientForge.Billing.IntegrationTests.PeerBugs;

/// <summary>What went wrong elsewhere with trials, coupons and seats.</summary>
public sealed class TrialAndCouponTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Fact]
    public async Task Trial_EndsAtItsSecond_NotWithItsDay()
    {
        var tenant = await world.CreateTenantAsync();
        var end = (await tenant.SubscribeAsync(trialDays: 3)).At("trialEnd").GetDateTimeOffset();
        await world.AdvanceToAsync(end.AddSeconds(-30));
        Assert.Equal("trialing", (await tenant.SubscriptionAsync()).StringAt("status"));
        await world.AdvanceToAsync(end.AddSeconds(60));
        Assert.Equal("active", (await tenant.SubscriptionAsync()).StringAt("status"));
        (await tenant.Admin.PutAsync("subscription", new { planId = await tenant.PlanIdAsync("Professional") })).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Trial_CanceledLongAfter_KeepsItsHistory()
    {
        var tenant = await world.CreateTenantAsync();
        var before = await tenant.SubscribeAsync(trialDays: 3);
        await world.AdvanceAsync(TimeSpan.FromDays(10));
        var after = (await tenant.Admin.DeleteAsync("subscription?atPeriodEnd=false")).Expect(HttpStatusCode.OK);
        Assert.Equal(before.At("trialStart").GetDateTimeOffset(), after["trialStart"].GetDateTimeOffset());
        Assert.Equal(before.At("trialEnd").GetDateTimeOffset(), after["trialEnd"].GetDateTimeOffset());
        var again = (await tenant.Admin.PostAsync("subscribe", new { planId = await tenant.PlanIdAsync("Basic") })).Expect(HttpStatusCode.Created);
        Assert.Equal("active", again["status"].GetString());
    }

    [Fact]
    public async Task Trial_Converted_AppliesItsCouponToTheFirstInvoice()
    {
        (await world.Ops.PostAsync("/api/v1/ops/coupons", new { code = "CONVERT", percentOff = 50, duration = "once" })).Expect(HttpStatusCode.Created);
        var tenant = await world.CreateTenantAsync();
        var subscription = await tenant.SubscribeAsync(trialDays: 3);
        (await tenant.Admin.PostAsync("subscription/coupon", new { code = "CONVERT" })).Expect(HttpStatusCode.OK);
        await world.AdvanceToAsync(subscription.At("trialEnd").GetDateTimeOffset().AddHours(2));
        Assert.Equal(950, Assert.Single(await world.LedgerOfAsync(await StripeSide.CustomerIdAsync(world, tenant))).LongAt("amount"));
    }

    [Fact]
    public async Task Coupon_DeletedAtStripe_StaysWithWhoHasItAndSurvivesAChange()
    {
        var coupon = (await world.Ops.PostAsync("/api/v1/ops/coupons", new { code = "GRANTED", percentOff = 10, duration = "forever" })).Expect(HttpStatusCode.Created);
        var tenant = await world.CreateTenantAsync();
        var subscription = await tenant.SubscribeAsync();
        (await tenant.Admin.PostAsync("subscription/coupon", new { code = "GRANTED" })).Expect(HttpStatusCode.OK);
        (await world.Ops.PostAsync($"/api/v1/ops/coupons/{coupon["id"].GetString()}/archive", new { reason = "over" })).Expect(HttpStatusCode.OK);
        (await tenant.Admin.PostAsync("subscription/seats", new { quantity = 2 })).Expect(HttpStatusCode.OK);
        Assert.Equal("GRANTED", (await tenant.SubscriptionAsync()).StringAt("discount.code"));
        var late = await world.CreateTenantAsync();
        await late.SubscribeAsync();
        Assert.Equal("coupon_not_found", (await late.Admin.PostAsync("subscription/coupon", new { code = "GRANTED" })).Expect(HttpStatusCode.UnprocessableEntity).Code);
        await world.AdvanceToAsync(subscription.At("currentPeriodEnd").GetDateTimeOffset().AddHours(2));
        Assert.True((await StripeSide.InvoicesAsync(world, subscription))[0].LongAt("total_discount_amounts.0.amount") > 0);
    }

    [Fact]
    public async Task Coupon_MadeAnewUnderItsCode_HoldsAsTheNewOne()
    {
        var first = (await world.Ops.PostAsync("/api/v1/ops/coupons", new { code = "AGAIN", percentOff = 10, duration = "forever" })).Expect(HttpStatusCode.Created);
        (await world.Ops.PostAsync($"/api/v1/ops/coupons/{first["id"].GetString()}/archive", new { reason = "renewed" })).Expect(HttpStatusCode.OK);
        (await world.Ops.PostAsync("/api/v1/ops/coupons", new { code = "AGAIN", amountOff = 700, currency = "usd", duration = "once" })).Expect(HttpStatusCode.Created);
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync();
        var applied = (await tenant.Admin.PostAsync("subscription/coupon", new { code = "again" })).Expect(HttpStatusCode.OK);
        Assert.Equal((700, JsonValueKind.Null), (applied["discount.amountOff"].GetInt64(), applied["discount.percentOff"].ValueKind));
        var euros = await world.CreateTenantAsync();
        await euros.SubscribeAsync(currency: "eur");
        Assert.Equal("coupon_currency_mismatch", (await euros.Admin.PostAsync("subscription/coupon", new { code = "AGAIN" })).Expect(HttpStatusCode.UnprocessableEntity).Code);
    }

    [Fact]
    public async Task Coupon_FixedAmount_IsNotTakenAgainByEachSeatChange()
    {
        (await world.Ops.PostAsync("/api/v1/ops/coupons", new { code = "TEN-OFF", amountOff = 1_000, currency = "usd", duration = "forever" })).Expect(HttpStatusCode.Created);
        var tenant = await world.CreateTenantAsync();
        await tenant.AddCardAsync();
        var order = new { planId = await tenant.PlanIdAsync("Professional"), quantity = 5, trialDays = 0, couponCode = "TEN-OFF" };
        var subscription = (await tenant.Admin.PostAsync("subscribe", order)).Expect(HttpStatusCode.Created).Body;
        foreach (var quantity in new[] { 6, 5 })
            (await tenant.Admin.PostAsync("subscription/seats", new { quantity })).Expect(HttpStatusCode.OK);
        await world.AdvanceToAsync(subscription.At("currentPeriodEnd").GetDateTimeOffset().AddHours(2));
        Assert.InRange((await StripeSide.InvoicesAsync(world, subscription))[0].LongAt("total"), (5 * 4_900) - 1_000 - 2, (5 * 4_900) - 1_000 + 2);
    }

    [Fact]
    public async Task Cancellation_AskedForTwice_IsToldOnce()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => tenant.Admin.DeleteAsync("subscription?atPeriodEnd=false")));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => Assert.Equal("subscription_ended", answer.Code));
        await world.SettleAsync();
        var history = (await tenant.Admin.GetAsync("subscription/history"))["data"].EnumerateArray().Select(entry => entry.StringAt("action"));
        Assert.Single(history, action => action == "subscription.canceled");
        Assert.Single(await world.MailsToAsync(tenant.Email), mail => mail.Subject.Contains("has been canceled", StringComparison.Ordinal));
    }
}
