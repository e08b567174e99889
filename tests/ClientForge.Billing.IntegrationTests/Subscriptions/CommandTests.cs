using System.Net;
using System.Text.Json;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Subscriptions;

/// <summary>A world without a limit of requests, for commands by the hundred.</summary>
public class UnlimitedWorld(TestDatabases databases) : BillingWorld(databases)
{
    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["RateLimit:RequestsPerMinute"] = "0",
        ["RateLimit:UsageRequestsPerMinute"] = "0",
    };
}

/// <summary>Seats and members, schedules taken back, pauses that end by themselves, credit for unused time, coming back.</summary>
public sealed class CommandTests(UnlimitedWorld world) : IClassFixture<UnlimitedWorld>
{
    [Fact]
    public async Task Seats_BelowTheMembers_AreRefusedAndBothSidesStay()
    {
        var tenant = await world.CreateTenantAsync();
        var before = await tenant.SubscribeAsync("Professional", quantity: 8);
        var occupied = (await tenant.Admin.PutAsync("subscription/members", new { members = 6 })).Expect(HttpStatusCode.OK);
        Assert.Equal((8, 6), (occupied["seats"].GetInt64(), occupied["members"].GetInt64()));

        Assert.Equal("seats_below_members", (await tenant.Admin.PostAsync("subscription/seats", new { delta = -3 })).Expect(HttpStatusCode.UnprocessableEntity).Code);
        Assert.Equal("seats_below_members", (await tenant.Admin.PutAsync("subscription", new { quantity = 5 })).Expect(HttpStatusCode.UnprocessableEntity).Code);
        Assert.Equal(8, (await StripeSide.SubscriptionAsync(world, before)).LongAt("items.data.0.quantity"));
        Assert.Equal(6, (await tenant.Admin.PostAsync("subscription/seats", new { quantity = 6 })).Expect(HttpStatusCode.OK)["quantity"].GetInt64());
    }

    [Fact]
    public async Task ScheduledChange_TakenBack_NeverComes()
    {
        var tenant = await world.CreateTenantAsync();
        var before = await tenant.SubscribeAsync("Professional");
        Assert.Equal("subscription_not_scheduled", (await tenant.Admin.DeleteAsync("subscription/scheduled-change")).Expect(HttpStatusCode.Conflict).Code);
        (await tenant.Admin.PutAsync("subscription", new { planId = await tenant.PlanIdAsync("Basic"), effective = "period_end" })).Expect(HttpStatusCode.OK);

        var back = (await tenant.Admin.DeleteAsync("subscription/scheduled-change")).Expect(HttpStatusCode.OK);

        Assert.Equal(JsonValueKind.Null, back["scheduledChange"].ValueKind);
        await world.AdvanceToAsync(before.At("currentPeriodEnd").GetDateTimeOffset().AddHours(2));
        Assert.Equal("Professional", (await tenant.SubscriptionAsync()).StringAt("plan.name"));
    }

    [Fact]
    public async Task Pause_WithAnEnd_ResumesByItself()
    {
        var tenant = await world.CreateTenantAsync();
        var before = await tenant.SubscribeAsync();
        var resumesAt = (await world.NowAsync()).AddDays(40);
        var paused = (await tenant.Admin.PostAsync("subscription/pause", new { resumesAt })).Expect(HttpStatusCode.OK);
        Assert.Equal(resumesAt.ToUnixTimeSeconds(), paused["pauseResumesAt"].GetDateTimeOffset().ToUnixTimeSeconds());

        await world.AdvanceToAsync(resumesAt.AddHours(1));

        Assert.Equal("active", (await tenant.SubscriptionAsync()).StringAt("status"));
        Assert.Equal(JsonValueKind.Null, (await StripeSide.SubscriptionAsync(world, before)).At("pause_collection").ValueKind);
        Assert.Single((await StripeSide.InvoicesAsync(world, before)), invoice => invoice.StringAt("status") == "void");
    }

    [Fact]
    public async Task Cancel_NowWithCredit_PutsTheUnusedTimeOnTheBalance()
    {
        var tenant = await world.CreateTenantAsync();
        var before = await tenant.SubscribeAsync("Professional", quantity: 2);
        var start = before.At("currentPeriodStart").GetDateTimeOffset();
        var end = before.At("currentPeriodEnd").GetDateTimeOffset();
        await world.AdvanceToAsync(start + (end - start) / 2);

        var ended = (await tenant.Admin.DeleteAsync("subscription?atPeriodEnd=false&credit=true", "cancel-with-credit")).Expect(HttpStatusCode.OK);

        Assert.Equal("canceled", ended["status"].GetString());
        var balance = (await tenant.AccountAsync()).LongAt("balance");
        Assert.InRange(balance, -4_901, -4_895);
        await world.AdvanceAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(balance, (await tenant.AccountAsync()).LongAt("balance"));

        var again = (await tenant.Admin.PostAsync("subscribe", new { planId = await tenant.PlanIdAsync("Professional"), trialDays = 0 })).Expect(HttpStatusCode.Created);
        Assert.Equal("active", again["status"].GetString());
        var first = (await StripeSide.InvoicesAsync(world, again.Body))[0];
        Assert.Equal(Math.Max(0, 4_900 + balance), first.LongAt("amount_paid"));
    }

    [Fact]
    public async Task Cancel_NowWithoutCredit_GivesNothingBackAndBillsUsage()
    {
        var tenant = await world.CreateTenantAsync();
        var before = await tenant.SubscribeAsync();
        await tenant.ReportUsageAsync("api_calls", 3_000);
        await world.AdvanceAsync(TimeSpan.FromDays(2));

        (await tenant.Admin.DeleteAsync("subscription?atPeriodEnd=false")).Expect(HttpStatusCode.OK);

        await world.SettleAsync();
        Assert.Equal(0, (await tenant.AccountAsync()).LongAt("balance"));
        Assert.Equal(400, (await StripeSide.InvoicesAsync(world, before))[0].LongAt("total"));
        Assert.Equal("credit_at_period_end", (await tenant.Admin.DeleteAsync("subscription?credit=true")).Expect(HttpStatusCode.UnprocessableEntity).Code);
    }

    [Fact]
    public async Task Anchor_Now_RestartsThePeriodAndChargesItLessWhatIsLeft()
    {
        var tenant = await world.CreateTenantAsync();
        var before = await tenant.SubscribeAsync();
        await world.AdvanceAsync(TimeSpan.FromDays(10));
        var preview = (await tenant.Admin.PostAsync("subscription/preview", new { billingAnchor = "now" })).Expect(HttpStatusCode.OK);

        var after = (await tenant.Admin.PutAsync("subscription", new { billingAnchor = "now", previewToken = preview["previewToken"] })).Expect(HttpStatusCode.OK);

        Assert.InRange(after["currentPeriodStart"].GetDateTimeOffset(), before.At("currentPeriodStart").GetDateTimeOffset().AddDays(10), await world.NowAsync());
        var invoice = (await StripeSide.InvoicesAsync(world, before))[0];
        Assert.Equal(preview["amountDue"].GetInt64(), invoice.LongAt("amount_paid"));
        Assert.InRange(invoice.LongAt("amount_paid"), 500, 700);
    }

    [Fact]
    public async Task Changes_AreToldByMailOnce()
    {
        var tenant = await world.CreateTenantAsync();
        var before = await tenant.SubscribeAsync();
        (await tenant.Admin.PutAsync("subscription", new { planId = await tenant.PlanIdAsync("Professional") })).Expect(HttpStatusCode.OK);
        (await tenant.Admin.DeleteAsync("subscription")).Expect(HttpStatusCode.OK);
        await world.AdvanceToAsync(before.At("currentPeriodEnd").GetDateTimeOffset().AddHours(2));

        var subjects = (await world.MailsToAsync(tenant.Email)).Select(mail => mail.Subject).Where(subject => !subject.StartsWith("Receipt", StringComparison.Ordinal)).ToArray();
        Assert.Equal("Your plan has changed from Basic to Professional", subjects[0]);
        Assert.StartsWith("Your subscription of Professional is canceled and ends on", subjects[1], StringComparison.Ordinal);
        Assert.Equal("Your subscription of Professional has been canceled", subjects[2]);
        Assert.Equal(3, subjects.Length);
    }

    [Fact]
    public async Task History_AfterResubscribing_KeepsBothAndSaysTheCause()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync();
        (await tenant.Admin.DeleteAsync("subscription?atPeriodEnd=false")).Expect(HttpStatusCode.OK);
        var second = (await tenant.Admin.PostAsync("subscribe", new { planId = await tenant.PlanIdAsync("Basic") })).Expect(HttpStatusCode.Created);
        await world.AdvanceToAsync(second["currentPeriodEnd"].GetDateTimeOffset().AddHours(2));
        (await world.Stripe.PostAsync($"subscriptions/{second["stripeSubscriptionId"].GetString()}", ("cancel_at_period_end", "true"))).Expect(HttpStatusCode.OK);
        await world.SettleAsync();

        var entries = (await tenant.Admin.GetAsync("subscription/history?limit=100")).Expect(HttpStatusCode.OK)["data"].EnumerateArray().ToArray();

        Assert.Equal(
            [("subscription.cancellation_scheduled", "webhook"), ("subscription.created", "api"), ("subscription.canceled", "api"), ("subscription.created", "api")],
            entries.Select(entry => (entry.StringAt("action")!, entry.StringAt("cause")!)));
        Assert.Equal(2, entries.Select(entry => entry.StringAt("subscriptionId")).Distinct().Count());
    }
}
