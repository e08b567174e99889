using System.Net;
using System.Text.Json;
using ClientForge.Billing.DevHost.Mail;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.IntegrationTests.Subscriptions;

namespace ClientForge.Billing.IntegrationTests.Plans;

/// <summary>A cohort is shown its new price, told, moved after the notice, and can be stopped and taken back.</summary>
public sealed class PlanMoveTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Fact]
    public async Task Move_AfterItsNotice_BillsTheNewPriceFromTheNextPeriodOn()
    {
        var planId = await CreatePlanAsync("moved");
        var (tenant, subscription) = await SubscribedAsync(planId);
        await RaiseAsync(planId);
        var plan = (await tenant.Admin.GetAsync($"plans/{planId}")).Expect(HttpStatusCode.OK);
        Assert.Equal(2, plan["version"].GetInt64());

        var draft = (await world.Ops.PostAsync($"/api/v1/ops/plans/{planId}/moves", new { reason = "costs", noticeDays = 20 })).Expect(HttpStatusCode.Created);
        Assert.Equal(("draft", 2, "previewed"), (draft["state"].GetString(), draft["toVersion"].GetInt64(), draft["items.0.state"].GetString()));
        Assert.Equal((1_400, 1_800), (draft["items.0.oldTotal"].GetInt64(), draft["items.0.newTotal"].GetInt64()));
        Assert.Empty(await MailsAsync(tenant));

        var started = await ActAsync(draft, "start");
        Assert.Equal("noticed", started["items.0.state"].GetString());
        await world.AdvanceAsync(TimeSpan.FromDays(21));
        Assert.Single(await MailsAsync(tenant));
        Assert.Equal("moved", (await GetAsync(draft))["items.0.state"].GetString());
        Assert.Equal(900, (await tenant.SubscriptionAsync()).LongAt("unitAmount"));
        Assert.Single(await StripeSide.InvoicesAsync(world, subscription));

        await world.AdvanceToAsync(subscription.At("currentPeriodEnd").GetDateTimeOffset().AddHours(2));
        Assert.Equal(1_800, (await StripeSide.InvoicesAsync(world, subscription))[0].LongAt("amount_paid"));
    }

    [Fact]
    public async Task Move_RolledBack_ReturnsWhoWasMoved()
    {
        var planId = await CreatePlanAsync("rolled");
        var (tenant, subscription) = await SubscribedAsync(planId);
        await RaiseAsync(planId);
        var draft = (await world.Ops.PostAsync($"/api/v1/ops/plans/{planId}/moves", new { reason = "costs", noticeDays = 1 })).Expect(HttpStatusCode.Created);
        await ActAsync(draft, "start");
        await world.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal(900, (await tenant.SubscriptionAsync()).LongAt("unitAmount"));

        await ActAsync(draft, "rollback");
        await world.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(("rolled_back", "rolled_back"), ((await GetAsync(draft))["state"].GetString(), (await GetAsync(draft))["items.0.state"].GetString()));
        Assert.Equal(700, (await tenant.SubscriptionAsync()).LongAt("unitAmount"));
        Assert.Equal(2, (await MailsAsync(tenant)).Count);
        await world.AdvanceToAsync(subscription.At("currentPeriodEnd").GetDateTimeOffset().AddHours(2));
        Assert.Equal(1_400, (await StripeSide.InvoicesAsync(world, subscription))[0].LongAt("amount_paid"));
        Assert.Equal("plan_move_not_started", (await world.Ops.PostAsync($"/api/v1/ops/plan-moves/{draft["id"].GetString()}/rollback", new { reason = "again" })).Expect(HttpStatusCode.Conflict).Code);
    }

    [Fact]
    public async Task Move_Stopped_LeavesWhoWasNotMovedYet()
    {
        var planId = await CreatePlanAsync("stopped");
        var (tenant, _) = await SubscribedAsync(planId);
        await RaiseAsync(planId);
        var draft = (await world.Ops.PostAsync($"/api/v1/ops/plans/{planId}/moves", new { reason = "costs", noticeDays = 10 })).Expect(HttpStatusCode.Created);
        await ActAsync(draft, "start");

        await ActAsync(draft, "stop");
        await world.AdvanceAsync(TimeSpan.FromDays(11));

        Assert.Equal("stopped", (await GetAsync(draft))["items.0.state"].GetString());
        Assert.Equal(700, (await tenant.SubscriptionAsync()).LongAt("unitAmount"));
    }

    [Fact]
    public async Task Move_OfWhoChangedOrEndedMeanwhile_IsSkippedWithItsReason()
    {
        var planId = await CreatePlanAsync("skipped");
        var (tenant, _) = await SubscribedAsync(planId);
        await RaiseAsync(planId);
        var draft = (await world.Ops.PostAsync($"/api/v1/ops/plans/{planId}/moves", new { reason = "costs", noticeDays = 3 })).Expect(HttpStatusCode.Created);
        await ActAsync(draft, "start");
        (await tenant.Admin.DeleteAsync("subscription")).Expect(HttpStatusCode.OK);
        await world.AdvanceAsync(TimeSpan.FromDays(4));

        var after = await GetAsync(draft);
        Assert.Equal(("skipped", "subscription_canceling"), (after["items.0.state"].GetString(), after["items.0.detail"].GetString()));
        Assert.Equal("cohort_empty", (await world.Ops.PostAsync($"/api/v1/ops/plans/{planId}/moves", new { reason = "costs" })).Expect(HttpStatusCode.Conflict).Code);
    }

    [Fact]
    public async Task Start_AfterThePlanChangedAgain_IsRefused()
    {
        var planId = await CreatePlanAsync("outdated");
        await SubscribedAsync(planId);
        await RaiseAsync(planId);
        var draft = (await world.Ops.PostAsync($"/api/v1/ops/plans/{planId}/moves", new { reason = "costs" })).Expect(HttpStatusCode.Created);
        await RaiseAsync(planId, 1_000);
        Assert.Equal("plan_move_outdated", (await world.Ops.PostAsync($"/api/v1/ops/plan-moves/{draft["id"].GetString()}/start", new { reason = "go" })).Expect(HttpStatusCode.Conflict).Code);
        Assert.Equal("plan_move_not_running", (await world.Ops.PostAsync($"/api/v1/ops/plan-moves/{draft["id"].GetString()}/stop", new { reason = "no" })).Expect(HttpStatusCode.Conflict).Code);
    }

    private async Task<(TestTenant Tenant, JsonElement Subscription)> SubscribedAsync(string planId)
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.AddCardAsync();
        return (tenant, (await tenant.Admin.PostAsync("subscribe", new { planId, quantity = 2, trialDays = 0 })).Expect(HttpStatusCode.Created).Body);
    }

    private async Task<string> CreatePlanAsync(string code)
    {
        var prices = new[] { new { currency = "usd", interval = "month", unitAmount = 700 }, new { currency = "usd", interval = "year", unitAmount = 7_000 } };
        return (await world.Ops.PostAsync("/api/v1/ops/plans", new { code, name = code, tier = "basic", currency = "usd", prices })).Expect(HttpStatusCode.Created)["id"].GetString()!;
    }

    private async Task RaiseAsync(string planId, long unitAmount = 900) =>
        (await world.Ops.PutAsync($"/api/v1/ops/plans/{planId}", new { prices = new[] { new { currency = "usd", interval = "month", unitAmount } } })).Expect(HttpStatusCode.OK);

    private async Task<Answer> ActAsync(Answer move, string action) =>
        (await world.Ops.PostAsync($"/api/v1/ops/plan-moves/{move["id"].GetString()}/{action}", new { reason = "by the test" })).Expect(HttpStatusCode.OK);

    private async Task<Answer> GetAsync(Answer move) => (await world.Ops.GetAsync($"/api/v1/ops/plan-moves/{move["id"].GetString()}")).Expect(HttpStatusCode.OK);

    private async Task<IReadOnlyList<CaughtMail>> MailsAsync(TestTenant tenant) =>
        [.. (await world.MailsToAsync(tenant.Email)).Where(mail => mail.Subject.StartsWith("The price of your", StringComparison.Ordinal))];
}
