using System.Net;
using System.Text.Json;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Subscriptions;

/// <summary>Commands by the hundred at once. Its world is full of tenants: none of its tests moves the clock.</summary>
public sealed class ParallelCommandTests(UnlimitedWorld world) : IClassFixture<UnlimitedWorld>
{
    [Fact]
    public async Task Seats_HundredJoinsAndLeavesInParallel_EqualTheMembers()
    {
        var tenant = await world.CreateTenantAsync();
        var before = await tenant.SubscribeAsync("Enterprise", quantity: 40);
        var deltas = Enumerable.Range(0, 100).Select(i => i % 3 == 0 ? -1 : 1).ToArray();

        var answers = await Task.WhenAll(deltas.Select(delta => tenant.Admin.PostAsync("subscription/seats", new { delta })));

        Assert.All(answers, answer => answer.Expect(HttpStatusCode.OK));
        Assert.Equal(40 + deltas.Sum(), (await tenant.SubscriptionAsync()).LongAt("quantity"));
        Assert.Equal(40 + deltas.Sum(), (await StripeSide.SubscriptionAsync(world, before)).LongAt("items.data.0.quantity"));
    }

    [Fact]
    public async Task Change_WhileAnotherRuns_ComesAfterItAndBothSidesAgree()
    {
        var tenant = await world.CreateTenantAsync();
        var before = await tenant.SubscribeAsync("Basic", quantity: 2);
        var professional = await tenant.PlanIdAsync("Professional");

        var answers = await Task.WhenAll(
            tenant.Admin.PutAsync("subscription", new { planId = professional, prorationBehavior = "always_invoice" }),
            tenant.Admin.PutAsync("subscription", new { quantity = 5, prorationBehavior = "always_invoice" }));

        Assert.All(answers, answer => answer.Expect(HttpStatusCode.OK));
        var after = await tenant.SubscriptionAsync();
        Assert.Equal(("Professional", 5), (after.StringAt("plan.name"), after.LongAt("quantity")));
        var stripe = await StripeSide.SubscriptionAsync(world, before);
        Assert.Equal((4_900, 5), (stripe.LongAt("items.data.0.price.unit_amount"), stripe.LongAt("items.data.0.quantity")));
    }

    [Fact]
    public async Task Coupon_OfOneRedemption_FiftyInParallel_IsRedeemedOnce()
    {
        (await world.Ops.PostAsync("/api/v1/ops/coupons", new { code = "ONE-OF-FIFTY", percentOff = 50, duration = "once", maxRedemptions = 1 })).Expect(HttpStatusCode.Created);
        var tenants = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => SubscriberAsync()));

        var answers = await Task.WhenAll(tenants.Select(tenant => tenant.Admin.PostAsync("subscription/coupon", new { code = "ONE-OF-FIFTY" })));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer =>
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "coupon_expired"), (answer.Status, answer.Code)));
        var discounted = 0;
        foreach (var tenant in tenants)
            discounted += (await tenant.SubscriptionAsync()).At("discount").ValueKind == JsonValueKind.Null ? 0 : 1;
        Assert.Equal(1, discounted);
    }

    private async Task<TestTenant> SubscriberAsync()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync("Basic", trialDays: 7);
        return tenant;
    }
}
