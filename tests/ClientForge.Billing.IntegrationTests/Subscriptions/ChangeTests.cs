using System.Net;
using System.Text.Json;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Subscriptions;

/// <summary>Changing a subscription: plan, interval, seats; now and later; paid, declined and authenticated.</summary>
public sealed class ChangeTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Theory]
    [InlineData("always_invoice", "month")]
    [InlineData("create_prorations", "month")]
    [InlineData("create_prorations", "year")]
    public async Task Change_PlanWithPreview_ChargesAsThePreviewSaid(string prorationBehavior, string interval)
    {
        var tenant = await world.CreateTenantAsync();
        var before = await tenant.SubscribeAsync("Basic", quantity: 3);
        var change = new { planId = await tenant.PlanIdAsync("Professional"), interval, prorationBehavior };

        var preview = (await tenant.Admin.PostAsync("subscription/preview", change)).Expect(HttpStatusCode.OK).Body;
        var after = (await tenant.Admin.PutAsync("subscription", change)).Expect(HttpStatusCode.OK).Body;
        Assert.Equal(("Professional", 3, interval), (after.StringAt("plan.name"), after.LongAt("quantity"), after.StringAt("interval")));
        var invoices = await StripeSide.InvoicesAsync(world, before);
        var now = invoices.Where(invoice => invoice.StringAt("billing_reason") == "subscription_update").ToArray();
        if (prorationBehavior == "always_invoice" || interval == "year")
        {
            // The clock ticks between the two calls: a second of a month is less than a minor unit a line. PreviewTests are exact.
            Assert.InRange(Assert.Single(now).LongAt("amount_paid") - preview.LongAt("amountDue"), -2, 2);
            Assert.InRange(now[0].LongAt("total") - preview.LongAt("total"), -2, 2);
            Assert.True(preview.LongAt("amountDue") > 0);
        }
        else
        {
            Assert.Equal(0, preview.LongAt("amountDue"));
            Assert.Empty(now);
        }

        Assert.Equal(3 * (interval == "year" ? 49000 : 4900), preview.LongAt("nextInvoice.total") - (now.Length == 0 ? ProrationsOf(preview) : 0));
    }

    [Fact]
    public async Task Change_Declined_Is402AndNothingChanges()
    {
        var tenant = await world.CreateTenantAsync();
        var before = await tenant.SubscribeAsync("Basic");
        await tenant.AddCardAsync("pm_card_chargeCustomerFail");
        var change = new { planId = await tenant.PlanIdAsync("Professional"), prorationBehavior = "always_invoice" };
        (await tenant.Admin.PutAsync("subscription", change)).Expect(HttpStatusCode.PaymentRequired);

        var after = await tenant.SubscriptionAsync();
        Assert.Equal(("Basic", "active"), (after.StringAt("plan.name"), after.StringAt("status")));
        Assert.Single(await StripeSide.InvoicesAsync(world, before));
        var stripe = await StripeSide.SubscriptionAsync(world, before);
        Assert.Equal(JsonValueKind.Null, stripe.At("pending_update").ValueKind);
    }

    [Fact]
    public async Task Change_BankWantsThePayer_WaitsWithTheOldPlanUntilApproved()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync("Basic");
        await tenant.AddCardAsync("pm_card_authenticationRequired");
        var change = new { planId = await tenant.PlanIdAsync("Professional"), prorationBehavior = "always_invoice" };
        var waiting = (await tenant.Admin.PutAsync("subscription", change)).Expect(HttpStatusCode.OK);
        Assert.Equal(("Basic", "active"), (waiting["plan.name"].GetString(), waiting["status"].GetString()));
        Assert.NotEqual(JsonValueKind.Null, waiting["pendingChangeExpiresAt"].ValueKind);
        var secret = waiting["nextAction.clientSecret"].GetString()!;
        Assert.Equal("change_awaits_payment", (await tenant.Admin.PutAsync("subscription", new { quantity = 2 })).Expect(HttpStatusCode.Conflict).Code);

        (await world.Stripe.ControlAsync(HttpMethod.Post, $"3ds/{secret[..secret.IndexOf("_secret", StringComparison.Ordinal)]}", new { outcome = "approve" })).Expect(HttpStatusCode.OK);
        await world.SettleAsync();
        var after = await tenant.SubscriptionAsync();
        Assert.Equal("Professional", after.StringAt("plan.name"));
        Assert.Equal(JsonValueKind.Null, after.At("pendingChangeExpiresAt").ValueKind);
    }

    [Fact]
    public async Task Change_AtPeriodEnd_IsScheduledSurvivesSeatsAndCanBeTakenBack()
    {
        var tenant = await world.CreateTenantAsync();
        var before = await tenant.SubscribeAsync("Professional", quantity: 3);
        var basic = await tenant.PlanIdAsync("Basic");
        var scheduled = (await tenant.Admin.PutAsync("subscription", new { planId = basic, effective = "period_end" })).Expect(HttpStatusCode.OK);
        Assert.Equal("Professional", scheduled["plan.name"].GetString());
        Assert.Equal((basic, 3), (scheduled["scheduledChange.planId"].GetString(), scheduled["scheduledChange.quantity"].GetInt64()));
        Assert.Equal(before.At("currentPeriodEnd").GetDateTimeOffset(), scheduled["scheduledChange.effectiveAt"].GetDateTimeOffset());

        var seats = (await tenant.Admin.PostAsync("subscription/seats", new { delta = 2 })).Expect(HttpStatusCode.OK);
        Assert.Equal((5, 5), (seats["quantity"].GetInt64(), seats["scheduledChange.quantity"].GetInt64()));

        var back = (await tenant.Admin.PutAsync("subscription", new { planId = await tenant.PlanIdAsync("Professional"), effective = "period_end" })).Expect(HttpStatusCode.OK);
        Assert.Equal(JsonValueKind.Null, back["scheduledChange"].ValueKind);
    }

    [Fact]
    public async Task Change_DeclinedWhileAnotherIsScheduled_LeavesTheSchedule()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync("Professional");
        var basic = await tenant.PlanIdAsync("Basic");
        (await tenant.Admin.PutAsync("subscription", new { planId = basic, effective = "period_end" })).Expect(HttpStatusCode.OK);
        await tenant.AddCardAsync("pm_card_chargeCustomerFail");
        var enterprise = new { planId = await tenant.PlanIdAsync("Enterprise"), prorationBehavior = "always_invoice" };
        (await tenant.Admin.PutAsync("subscription", enterprise)).Expect(HttpStatusCode.PaymentRequired);
        Assert.Equal(basic, (await tenant.SubscriptionAsync()).StringAt("scheduledChange.planId"));

        await tenant.AddCardAsync();
        var after = (await tenant.Admin.PutAsync("subscription", enterprise)).Expect(HttpStatusCode.OK);
        Assert.Equal("Enterprise", after["plan.name"].GetString());
        Assert.Equal(JsonValueKind.Null, after["scheduledChange"].ValueKind);
    }

    [Fact]
    public async Task Seats_TenInParallel_AddUp()
    {
        var tenant = await world.CreateTenantAsync();
        var before = await tenant.SubscribeAsync("Professional", quantity: 1);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => tenant.Admin.PostAsync("subscription/seats", new { delta = 1 })));
        Assert.All(answers, answer => answer.Expect(HttpStatusCode.OK));
        Assert.Equal(11, (await tenant.SubscriptionAsync()).LongAt("quantity"));
        Assert.Equal(11, (await StripeSide.SubscriptionAsync(world, before)).LongAt("items.data.0.quantity"));
    }

    [Theory]
    [InlineData("{\"quantity\":0}", "validation_failed")]
    [InlineData("{\"quantity\":1000000000}", "validation_failed")]
    [InlineData("{\"quantity\":11}", "seats_above_plan_limit")]
    [InlineData("{\"planId\":\"019a0000-0000-7000-8000-000000000000\"}", "plan_not_found")]
    [InlineData("{\"prorationBehavior\":\"sometimes\",\"quantity\":2}", "validation_failed")]
    [InlineData("{\"effective\":\"period_end\",\"couponCode\":\"X\",\"quantity\":2}", "validation_failed")]
    [InlineData("{}", "validation_failed")]
    public async Task Change_BadInput_Is422AndChangesNothing(string body, string code)
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync("Basic", trialDays: 5);
        Assert.Equal(code, (await tenant.Admin.PutAsync("subscription", body)).Expect(HttpStatusCode.UnprocessableEntity).Code);
        var after = await tenant.SubscriptionAsync();
        Assert.Equal((1, "Basic"), (after.LongAt("quantity"), after.StringAt("plan.name")));
    }

    [Fact]
    public async Task Change_WithoutASubscription_Is404()
    {
        var tenant = await world.CreateTenantAsync();
        Assert.Equal("subscription_not_found", (await tenant.Admin.PutAsync("subscription", new { quantity = 2 })).Expect(HttpStatusCode.NotFound).Code);
        Assert.Equal("subscription_not_found", (await tenant.Admin.PostAsync("subscription/preview", new { quantity = 2 })).Expect(HttpStatusCode.NotFound).Code);
    }

    private static long ProrationsOf(JsonElement preview) =>
        preview.At("lines").EnumerateArray().Where(line => line.At("proration").GetBoolean()).Sum(line => line.LongAt("amount"));
}
