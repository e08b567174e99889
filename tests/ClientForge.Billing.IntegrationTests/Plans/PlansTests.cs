using System.Net;
using System.Text.Json;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Plans;

public sealed class PlansTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    private static readonly object[] Prices =
    [
        new { currency = "usd", interval = "month", unitAmount = 700 },
        new { currency = "usd", interval = "year", unitAmount = 7000 },
    ];

    [Fact]
    public async Task List_Seeded_ShowsPricesLimitsAndMeters()
    {
        var tenant = await world.CreateTenantAsync();
        var plans = (await tenant.Member.GetAsync("plans")).Expect(HttpStatusCode.OK)["data"].EnumerateArray()
            .Where(plan => plan.StringAt("code") is "basic" or "professional" or "enterprise").ToArray();
        Assert.Equal(["Basic", "Professional", "Enterprise"], plans.Select(plan => plan.StringAt("name")));
        Assert.All(plans, plan => Assert.Equal(6, plan.At("prices").GetArrayLength()));
        Assert.All(plans, plan => Assert.Equal(18, plan.At("meters").GetArrayLength()));
        Assert.Equal((10, 10000), (plans[0].LongAt("limits.users"), plans[0].LongAt("limits.api_calls_per_month")));
        Assert.Equal(JsonValueKind.Null, plans[2].At("limits.users").ValueKind);
        var calls = plans[0].At("meters").EnumerateArray().First(meter => meter.StringAt("metric") == "api_calls");
        Assert.Equal(("usd", "month", 1000, "0.2"), (calls.StringAt("currency"), calls.StringAt("interval"), calls.LongAt("included"), calls.StringAt("unitAmountDecimal")));
    }

    [Fact]
    public async Task Mirror_AtStripe_HasEveryPriceOnce()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync(trialDays: 7);
        var prices = new List<JsonElement>();
        for (var after = ""; ;)
        {
            var page = (await world.Stripe.GetAsync($"prices?limit=100{after}")).Expect(HttpStatusCode.OK);
            prices.AddRange(page["data"].EnumerateArray());
            if (!page["has_more"].GetBoolean())
                break;
            after = $"&starting_after={prices[^1].StringAt("id")}";
        }

        var ours = prices.Where(price => price.At("metadata").TryGetProperty("plan_price_id", out _) || price.At("metadata").TryGetProperty("plan_meter_id", out _)).ToArray();
        Assert.Equal(ours.Length, ours.Select(price => price.At("metadata").EnumerateObject().First(member => member.Name != "op_id").Value.GetString()).Distinct().Count());
        Assert.True(ours.Length >= 72);
    }

    [Fact]
    public async Task Ops_ChangedPrice_HoldsForNewSubscribersOnly()
    {
        var planId = await CreatePlanAsync("starter");
        var first = await world.CreateTenantAsync();
        await first.AddCardAsync();
        (await first.Admin.PostAsync("subscribe", new { planId })).Expect(HttpStatusCode.Created);
        (await world.Ops.PutAsync($"/api/v1/ops/plans/{planId}", new { prices = new[] { new { currency = "usd", interval = "month", unitAmount = 900 } } })).Expect(HttpStatusCode.OK);

        var second = await world.CreateTenantAsync();
        await second.AddCardAsync();
        var later = (await second.Admin.PostAsync("subscribe", new { planId })).Expect(HttpStatusCode.Created);
        Assert.Equal(900, later["unitAmount"].GetInt64());
        var more = (await first.Admin.PostAsync("subscription/seats", new { delta = 1 })).Expect(HttpStatusCode.OK);
        Assert.Equal((700, 2), (more["unitAmount"].GetInt64(), more["quantity"].GetInt64()));
    }

    [Fact]
    public async Task Ops_ArchivedPlan_IsNotSoldAnyMore()
    {
        var planId = await CreatePlanAsync("fading");
        (await world.Ops.PostAsync($"/api/v1/ops/plans/{planId}/archive", new { reason = "superseded" })).Expect(HttpStatusCode.OK);
        Assert.Equal("plan_archived", (await world.Ops.PostAsync($"/api/v1/ops/plans/{planId}/archive", new { reason = "again" })).Expect(HttpStatusCode.Conflict).Code);
        var tenant = await world.CreateTenantAsync();
        Assert.DoesNotContain((await tenant.Admin.GetAsync("plans"))["data"].EnumerateArray(), plan => plan.StringAt("id") == planId);
        Assert.Equal("plan_archived", (await tenant.Admin.PostAsync("subscribe", new { planId })).Expect(HttpStatusCode.UnprocessableEntity).Code);
        (await tenant.Admin.GetAsync($"plans/{planId}")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Ops_BadInput_Is422AndTwins409()
    {
        Assert.Equal("validation_failed", (await world.Ops.PostAsync("/api/v1/ops/plans", new { name = "x" })).Expect(HttpStatusCode.UnprocessableEntity).Code);
        Assert.Equal("price_missing", (await world.Ops.PostAsync(
            "/api/v1/ops/plans", new { code = "pricy", name = "x", tier = "basic", currency = "eur", prices = Prices })).Expect(HttpStatusCode.UnprocessableEntity).Code);
        Assert.Equal("plan_code_taken", (await world.Ops.PostAsync(
            "/api/v1/ops/plans", new { code = "basic", name = "x", tier = "basic", currency = "usd", prices = Prices })).Expect(HttpStatusCode.Conflict).Code);
        (await world.Ops.PostAsync("/api/v1/ops/coupons", new { code = "TWICE", percentOff = 5, duration = "once" })).Expect(HttpStatusCode.Created);
        Assert.Equal("coupon_code_taken", (await world.Ops.PostAsync(
            "/api/v1/ops/coupons", new { code = "twice", amountOff = 500, currency = "usd", duration = "once" })).Expect(HttpStatusCode.Conflict).Code);
    }

    [Fact]
    public async Task Ops_AsTenant_IsForbidden()
    {
        var tenant = await world.CreateTenantAsync();
        (await tenant.Admin.PostAsync("/api/v1/ops/plans", new { code = "mine" })).Expect(HttpStatusCode.Forbidden);
        (await tenant.Admin.GetAsync("plans/019a0000-0000-7000-8000-000000000000")).Expect(HttpStatusCode.NotFound);
    }

    private async Task<string> CreatePlanAsync(string code)
    {
        var plan = (await world.Ops.PostAsync(
            "/api/v1/ops/plans",
            new { code, name = code, tier = "basic", currency = "usd", features = new[] { "contacts" }, limits = new { users = 5 }, prices = Prices })).Expect(HttpStatusCode.Created);
        return plan["id"].GetString()!;
    }
}
