using System.Net;
using System.Text.Json;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Subscriptions;

/// <summary>Cancelling, coming back, pausing, coupons, history.</summary>
public sealed class EndingTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Fact]
    public async Task Cancel_AtPeriodEndThenReactivate_GoesOn()
    {
        var tenant = await world.CreateTenantAsync();
        var before = await tenant.SubscribeAsync();
        var canceling = (await tenant.Admin.DeleteAsync("subscription")).Expect(HttpStatusCode.OK);
        Assert.True(canceling["cancelAtPeriodEnd"].GetBoolean());
        Assert.Equal("active", canceling["status"].GetString());
        var back = (await tenant.Admin.PostAsync("subscription/reactivate")).Expect(HttpStatusCode.OK);
        Assert.False(back["cancelAtPeriodEnd"].GetBoolean());
        Assert.False((await StripeSide.SubscriptionAsync(world, before)).At("cancel_at_period_end").GetBoolean());
        Assert.Equal("subscription_not_canceling", (await tenant.Admin.PostAsync("subscription/reactivate")).Expect(HttpStatusCode.Conflict).Code);
    }

    [Fact]
    public async Task Cancel_Now_EndsRefusesEverythingAndAllowsANewOne()
    {
        var tenant = await world.CreateTenantAsync();
        var before = await tenant.SubscribeAsync();
        var ended = (await tenant.Admin.DeleteAsync("subscription?atPeriodEnd=false")).Expect(HttpStatusCode.OK);
        Assert.Equal("canceled", ended["status"].GetString());
        Assert.Equal("canceled", (await tenant.SubscriptionAsync()).StringAt("status"));
        Answer[] refused =
        [
            await tenant.Admin.PutAsync("subscription", new { quantity = 2 }),
            await tenant.Admin.DeleteAsync("subscription"),
            await tenant.Admin.PostAsync("subscription/reactivate"),
            await tenant.Admin.PostAsync("subscription/pause"),
            await tenant.Admin.PostAsync("subscription/resume"),
            await tenant.Admin.PostAsync("subscription/seats", new { delta = 1 }),
            await tenant.Admin.PostAsync("subscription/coupon", new { code = "ANY" }),
            await tenant.Admin.PostAsync("subscription/preview", new { quantity = 2 }),
        ];
        Assert.All(refused, answer => Assert.Equal((HttpStatusCode.Conflict, "subscription_ended"), (answer.Status, answer.Code)));

        var again = (await tenant.Admin.PostAsync("subscribe", new { planId = await tenant.PlanIdAsync("Basic") })).Expect(HttpStatusCode.Created);
        Assert.Equal("active", again["status"].GetString());
        Assert.NotEqual(before.StringAt("id"), again["id"].GetString());
    }

    [Fact]
    public async Task Pause_ThenResume_LeavesNoPauseAtStripe()
    {
        var tenant = await world.CreateTenantAsync();
        var before = await tenant.SubscribeAsync();
        Assert.Equal("paused", (await tenant.Admin.PostAsync("subscription/pause")).Expect(HttpStatusCode.OK)["status"].GetString());
        Assert.Equal("void", (await StripeSide.SubscriptionAsync(world, before)).StringAt("pause_collection.behavior"));
        Assert.Equal("subscription_paused", (await tenant.Admin.PutAsync("subscription", new { quantity = 2 })).Expect(HttpStatusCode.Conflict).Code);
        Assert.Equal("active", (await tenant.Admin.PostAsync("subscription/resume")).Expect(HttpStatusCode.OK)["status"].GetString());
        Assert.Equal(JsonValueKind.Null, (await StripeSide.SubscriptionAsync(world, before)).At("pause_collection").ValueKind);
    }

    [Fact]
    public async Task Coupon_AppliedAndTakenOff_AtBothSides()
    {
        var tenant = await world.CreateTenantAsync();
        var before = await tenant.SubscribeAsync();
        (await world.Ops.PostAsync("/api/v1/ops/coupons", new { code = "Spring-25", percentOff = 25, duration = "repeating", durationInMonths = 3 })).Expect(HttpStatusCode.Created);
        var applied = (await tenant.Admin.PostAsync("subscription/coupon", new { code = "sPRING-25" })).Expect(HttpStatusCode.OK);
        Assert.Equal(("Spring-25", 25m), (applied["discount.code"].GetString(), applied["discount.percentOff"].GetDecimal()));
        Assert.NotEqual(JsonValueKind.Null, applied["discount.endsAt"].ValueKind);
        Assert.Equal(1, (await StripeSide.SubscriptionAsync(world, before)).At("discounts").GetArrayLength());

        var off = (await tenant.Admin.DeleteAsync("subscription/coupon")).Expect(HttpStatusCode.OK);
        Assert.Equal(JsonValueKind.Null, off["discount"].ValueKind);
        Assert.Equal("coupon_not_found", (await tenant.Admin.DeleteAsync("subscription/coupon")).Expect(HttpStatusCode.NotFound).Code);
        Assert.Equal("coupon_not_found", (await tenant.Admin.PostAsync("subscription/coupon", new { code = "NOPE" })).Expect(HttpStatusCode.UnprocessableEntity).Code);
    }

    [Fact]
    public async Task Coupon_SurvivesAPlanChange()
    {
        var tenant = await world.CreateTenantAsync();
        (await world.Ops.PostAsync("/api/v1/ops/coupons", new { code = "FOREVER10", percentOff = 10, duration = "forever" })).Expect(HttpStatusCode.Created);
        await tenant.AddCardAsync();
        var planId = await tenant.PlanIdAsync("Basic");
        var first = (await tenant.Admin.PostAsync("subscribe", new { planId, trialDays = 0, couponCode = "FOREVER10" })).Expect(HttpStatusCode.Created);
        Assert.Equal("FOREVER10", first["discount.code"].GetString());
        var charge = Assert.Single(await world.LedgerOfAsync(await StripeSide.CustomerIdAsync(world, tenant)));
        Assert.Equal(1710, charge.LongAt("amount"));
        var changed = (await tenant.Admin.PutAsync("subscription", new { planId = await tenant.PlanIdAsync("Professional") })).Expect(HttpStatusCode.OK);
        Assert.Equal("FOREVER10", changed["discount.code"].GetString());
    }

    [Fact]
    public async Task Coupon_OfOneRedemption_IsRedeemedOnce()
    {
        (await world.Ops.PostAsync("/api/v1/ops/coupons", new { code = "ONLY-ONE", percentOff = 50, duration = "once", maxRedemptions = 1 })).Expect(HttpStatusCode.Created);
        var tenants = new List<TestTenant>();
        for (var i = 0; i < 6; i++)
        {
            tenants.Add(await world.CreateTenantAsync());
            await tenants[i].SubscribeAsync("Basic", trialDays: 7);
        }

        var answers = await Task.WhenAll(tenants.Select(tenant => tenant.Admin.PostAsync("subscription/coupon", new { code = "ONLY-ONE" })));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer =>
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "coupon_expired"), (answer.Status, answer.Code)));
    }

    [Fact]
    public async Task PromotionCode_MadeInStripe_IsTakenToo()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync();
        var coupon = (await world.Stripe.PostAsync("coupons", ("percent_off", "15"), ("duration", "forever"))).Expect(HttpStatusCode.OK);
        (await world.Stripe.PostAsync("promotion_codes", ("promotion[type]", "coupon"), ("promotion[coupon]", coupon["id"].GetString()!), ("code", "PARTNER15"))).Expect(HttpStatusCode.OK);
        var applied = (await tenant.Admin.PostAsync("subscription/coupon", new { code = "PARTNER15" })).Expect(HttpStatusCode.OK);
        Assert.Equal(("PARTNER15", 15m), (applied["discount.code"].GetString(), applied["discount.percentOff"].GetDecimal()));
    }

    [Fact]
    public async Task History_TellsWhoDidWhat()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync("Professional", quantity: 2);
        (await tenant.Admin.PostAsync("subscription/seats", new { quantity = 4 })).Expect(HttpStatusCode.OK);
        (await tenant.Admin.DeleteAsync("subscription")).Expect(HttpStatusCode.OK);

        var history = (await tenant.Member.GetAsync("subscription/history")).Expect(HttpStatusCode.OK);
        var entries = history["data"].EnumerateArray().ToArray();
        Assert.Equal(
            ["subscription.cancellation_scheduled", "subscription.seats_changed", "subscription.created"],
            entries.Select(entry => entry.StringAt("action")));
        Assert.All(entries, entry => Assert.StartsWith("user:", entry.StringAt("actor"), StringComparison.Ordinal));
        Assert.Equal((2, 4), (entries[1].LongAt("before.quantity"), entries[1].LongAt("after.quantity")));

        var page = (await tenant.Admin.GetAsync("subscription/history?limit=2")).Expect(HttpStatusCode.OK);
        Assert.True(page["hasMore"].GetBoolean());
        var rest = (await tenant.Admin.GetAsync($"subscription/history?limit=2&cursor={page["nextCursor"].GetString()}")).Expect(HttpStatusCode.OK);
        Assert.Equal("subscription.created", Assert.Single(rest["data"].EnumerateArray()).StringAt("action"));
    }
}
