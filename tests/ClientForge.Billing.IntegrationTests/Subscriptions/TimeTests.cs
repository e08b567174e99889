using System.Net;
using ClientForge.Billing.IntegrationTests.Fixtures;
using Dapper;

namespace ClientForge.Billing.IntegrationTests.Subscriptions;

/// <summary>What time does to a subscription: trials end, scheduled changes and cancellations come, unfinished ones expire.</summary>
public sealed class TimeTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Fact]
    public async Task Trial_WithCard_IsAnnouncedOnceAndBecomesActive()
    {
        var tenant = await world.CreateTenantAsync();
        var subscription = await tenant.SubscribeAsync("Basic", quantity: 2, trialDays: 14);
        var end = subscription.At("trialEnd").GetDateTimeOffset();
        await world.AdvanceToAsync(end.AddDays(-4));
        Assert.DoesNotContain(await world.MailsToAsync(tenant.Email), mail => mail.Subject.Contains("trial", StringComparison.OrdinalIgnoreCase));
        await world.AdvanceToAsync(end.AddDays(-2));
        Assert.Single(await world.MailsToAsync(tenant.Email), mail => mail.Subject.Contains("trial", StringComparison.OrdinalIgnoreCase));
        await world.AdvanceToAsync(end.AddHours(2));
        var after = await tenant.SubscriptionAsync();
        Assert.Equal("active", after.StringAt("status"));
        Assert.Equal(end, after.At("trialEnd").GetDateTimeOffset());
        Assert.Equal(2 * 1900, Assert.Single(await world.LedgerOfAsync(await StripeSide.CustomerIdAsync(world, tenant))).LongAt("amount"));
    }

    [Fact]
    public async Task Trial_WithoutCard_EndsWithoutDebt()
    {
        var tenant = await world.CreateTenantAsync();
        var subscription = (await tenant.Admin.PostAsync("subscribe", new { planId = await tenant.PlanIdAsync("Basic"), trialDays = 7 })).Expect(HttpStatusCode.Created);
        await world.AdvanceToAsync(subscription["trialEnd"].GetDateTimeOffset().AddHours(2));
        Assert.Equal("canceled", (await tenant.SubscriptionAsync()).StringAt("status"));
        Assert.Equal("active", (await tenant.AccountAsync()).StringAt("status"));
        Assert.Empty(await world.LedgerOfAsync(await StripeSide.CustomerIdAsync(world, tenant)));
    }

    [Fact]
    public async Task Trial_CanceledInside_StaysCanceled()
    {
        var tenant = await world.CreateTenantAsync();
        var subscription = await tenant.SubscribeAsync("Basic", trialDays: 5);
        (await tenant.Admin.DeleteAsync("subscription")).Expect(HttpStatusCode.OK);
        await world.AdvanceToAsync(subscription.At("trialEnd").GetDateTimeOffset().AddDays(1));
        Assert.Equal("canceled", (await tenant.SubscriptionAsync()).StringAt("status"));
        Assert.Empty(await world.LedgerOfAsync(await StripeSide.CustomerIdAsync(world, tenant)));
    }

    [Fact]
    public async Task ScheduledChange_ComesWithThePeriod()
    {
        var tenant = await world.CreateTenantAsync();
        var subscription = await tenant.SubscribeAsync("Professional");
        (await tenant.Admin.PutAsync("subscription", new { planId = await tenant.PlanIdAsync("Basic"), effective = "period_end" })).Expect(HttpStatusCode.OK);
        await world.AdvanceToAsync(subscription.At("currentPeriodEnd").GetDateTimeOffset().AddHours(2));
        var after = await tenant.SubscriptionAsync();
        Assert.Equal(("Basic", "active"), (after.StringAt("plan.name"), after.StringAt("status")));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, after.At("scheduledChange").ValueKind);
        var amounts = (await world.LedgerOfAsync(await StripeSide.CustomerIdAsync(world, tenant))).Select(charge => charge.LongAt("amount"));
        Assert.Equal([1900L, 4900L], amounts.Order());
    }

    [Fact]
    public async Task Incomplete_Abandoned_ExpiresAndIsGone()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.AddCardAsync("pm_card_authenticationRequired");
        (await tenant.Admin.PostAsync("subscribe", new { planId = await tenant.PlanIdAsync("Basic"), trialDays = 0 })).Expect(HttpStatusCode.Created);
        await world.AdvanceAsync(TimeSpan.FromHours(24));
        (await tenant.Admin.GetAsync("subscription")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task CancelAtPeriodEnd_EndsWithThePeriodAndChargesNoMore()
    {
        var tenant = await world.CreateTenantAsync();
        var subscription = await tenant.SubscribeAsync();
        (await tenant.Admin.DeleteAsync("subscription?atPeriodEnd=true")).Expect(HttpStatusCode.OK);
        await world.AdvanceToAsync(subscription.At("currentPeriodEnd").GetDateTimeOffset().AddHours(2));
        var ended = await tenant.SubscriptionAsync();
        Assert.Equal("canceled", ended.StringAt("status"));
        Assert.Equal(subscription.At("currentPeriodEnd").GetDateTimeOffset(), ended.At("endedAt").GetDateTimeOffset());
        Assert.Single(await world.LedgerOfAsync(await StripeSide.CustomerIdAsync(world, tenant)));
    }

    [Fact]
    public async Task Cancel_PastDue_EndsAtOnceAndWritesTheDebtOff()
    {
        var tenant = await world.CreateTenantAsync();
        var subscription = await tenant.SubscribeAsync();
        await tenant.AddCardAsync("pm_card_chargeCustomerFail");
        await world.AdvanceToAsync(subscription.At("currentPeriodEnd").GetDateTimeOffset().AddHours(2));
        Assert.Equal("past_due", (await tenant.SubscriptionAsync()).StringAt("status"));

        var ended = (await tenant.Admin.DeleteAsync("subscription?atPeriodEnd=true")).Expect(HttpStatusCode.OK);
        Assert.Equal("canceled", ended["status"].GetString());
        Assert.Equal("uncollectible", (await StripeSide.InvoicesAsync(world, subscription))[0].StringAt("status"));
        await world.AdvanceAsync(TimeSpan.FromDays(10));
        Assert.Equal("active", (await tenant.AccountAsync()).StringAt("status"));
        Assert.Single(await world.LedgerOfAsync(await StripeSide.CustomerIdAsync(world, tenant)), charge => charge.StringAt("status") == "succeeded");
    }

    [Fact]
    public async Task CancelAtPeriodEnd_WhileTheDebtIsBeingPaid_KeepsThePaidPeriod()
    {
        var tenant = await world.CreateTenantAsync();
        var subscription = await tenant.SubscribeAsync();
        await tenant.AddCardAsync("pm_card_chargeCustomerFail");
        await world.AdvanceToAsync(subscription.At("currentPeriodEnd").GetDateTimeOffset().AddHours(2));
        var fault = new { match = new { method = "POST", path = "/v1/invoices/*/pay" }, kind = "latency", milliseconds = 4000, times = 1 };
        (await world.Stripe.ControlAsync(HttpMethod.Post, "faults", fault)).Expect(HttpStatusCode.OK);
        await using var connection = await world.Database.OpenAsAdminAsync(TestContext.Current.CancellationToken);
        await tenant.AddCardAsync("pm_card_mastercard");
        var paying = world.Ops.PostAsync("/api/v1/ops/jobs/payment-retry/trigger", new { reason = "a new card" });
        while (!await connection.QuerySingleAsync<bool>(
            "select exists (select from stripe_intents where tenant_id = @Id and kind = 'invoice.pay' and natural_key like '%card_update%' and state <> 'pending')", new { tenant.Id }))
            await Task.Delay(10, TestContext.Current.CancellationToken);

        var canceling = (await tenant.Admin.DeleteAsync("subscription?atPeriodEnd=true")).Expect(HttpStatusCode.OK);

        (await paying).Expect(HttpStatusCode.OK);
        Assert.Equal(("active", true), (canceling["status"].GetString(), canceling["cancelAtPeriodEnd"].GetBoolean()));
        Assert.Equal("paid", (await tenant.InvoicesAsync())[0].StringAt("status"));
    }
}
