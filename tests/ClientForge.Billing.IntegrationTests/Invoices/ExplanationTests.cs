using System.Net;
using System.Text.Json;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Invoices;

/// <summary>Every line says why it is what it is, and the account why it stands as it does.</summary>
public sealed class ExplanationTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Fact]
    public async Task Line_OfTheFirstPeriod_NamesPriceVersionSeatsAndCoupon()
    {
        (await world.Ops.PostAsync("/api/v1/ops/coupons", new { code = "THREE-MONTHS", percentOff = 20, duration = "repeating", durationInMonths = 3 })).Expect(HttpStatusCode.Created);
        var tenant = await world.CreateTenantAsync();
        await tenant.AddCardAsync();
        var planId = await tenant.PlanIdAsync("Professional");
        (await tenant.Admin.PostAsync("subscribe", new { planId, quantity = 3, trialDays = 0, couponCode = "THREE-MONTHS" })).Expect(HttpStatusCode.Created);

        var line = await ExplainAsync(tenant, invoice: 0, line => line.LongAt("amount") == 3 * 4_900);

        Assert.Equal(("seats", planId, 1, 4_900), (line.StringAt("kind"), line.StringAt("price.planId"), line.LongAt("price.planVersion"), line.LongAt("price.unitAmount")));
        Assert.Equal((3, 3), (line.LongAt("line.quantity"), line.LongAt("quantityHistory.0.quantity")));
        Assert.Equal(("THREE-MONTHS", 20m, 2_940, 3), (line.StringAt("discount.code"), line.At("discount.percentOff").GetDecimal(), line.LongAt("discount.amount"), line.LongAt("discount.monthsLeft")));
        Assert.Contains(line.At("sentences").EnumerateArray(), sentence => sentence.GetString()!.Contains("version 1 of Professional", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lines_OfASeatChange_SaySecondsAndHistory()
    {
        var tenant = await world.CreateTenantAsync();
        var subscription = await tenant.SubscribeAsync("Professional", quantity: 2);
        var start = subscription.At("currentPeriodStart").GetDateTimeOffset();
        var end = subscription.At("currentPeriodEnd").GetDateTimeOffset();
        await world.AdvanceToAsync(start.AddDays(10));
        (await tenant.Admin.PutAsync("subscription", new { quantity = 5, prorationBehavior = "always_invoice" })).Expect(HttpStatusCode.OK);

        var credit = await ExplainAsync(tenant, invoice: 0, line => line.LongAt("amount") < 0);
        var debit = await ExplainAsync(tenant, invoice: 0, line => line.LongAt("amount") > 0);

        Assert.Equal(("unused_time", "remaining_time"), (credit.StringAt("kind"), debit.StringAt("kind")));
        Assert.Equal((long)(end - start).TotalSeconds, debit.LongAt("proration.ofSeconds"));
        Assert.InRange(debit.LongAt("proration.seconds"), (long)(end - start.AddDays(10)).TotalSeconds - 60, (long)(end - start.AddDays(10)).TotalSeconds);
        var exact = 5m * 4_900 * debit.LongAt("proration.seconds") / debit.LongAt("proration.ofSeconds");
        Assert.InRange(debit.LongAt("line.amount"), exact - 1, exact + 1);
        Assert.Equal([2L, 5L], debit.At("quantityHistory").EnumerateArray().Select(step => step.LongAt("quantity")));
    }

    [Fact]
    public async Task Line_OfUsage_SaysWhatIsIncluded()
    {
        var tenant = await world.CreateTenantAsync();
        var subscription = await tenant.SubscribeAsync();
        await tenant.ReportUsageAsync("api_calls", 1_500);
        await world.AdvanceToAsync(subscription.At("currentPeriodEnd").GetDateTimeOffset().AddHours(2));

        var line = await ExplainAsync(tenant, invoice: 0, line => line.StringAt("description")!.Contains("API calls", StringComparison.Ordinal) && line.LongAt("amount") > 0);

        Assert.Equal(("usage", 1_000, "0.2"), (line.StringAt("kind"), line.LongAt("price.included"), line.StringAt("price.unitAmountDecimal")));
    }

    [Fact]
    public async Task Line_Unknown_Is404()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync();
        var invoice = (await tenant.InvoicesAsync())[0].StringAt("id");
        Assert.Equal("invoice_line_not_found", (await tenant.Admin.GetAsync($"invoices/{invoice}/lines/{Guid.Empty}/explanation")).Expect(HttpStatusCode.NotFound).Code);
    }

    [Fact]
    public async Task Account_FromFirstFailureToSuspension_SaysWhyAndWhatComes()
    {
        var tenant = await world.CreateTenantAsync();
        var subscription = await tenant.SubscribeAsync();
        Assert.Equal(0, (await tenant.AccountAsync()).At("next").GetArrayLength());
        await tenant.AddCardAsync("pm_card_chargeCustomerFail");
        await world.AdvanceToAsync(subscription.At("currentPeriodEnd").GetDateTimeOffset().AddHours(2));

        var pastDue = await tenant.AccountAsync();
        Assert.Equal(("past_due", "payment_failed", "generic_decline"), (pastDue.StringAt("status"), pastDue.StringAt("reason"), pastDue.StringAt("declineCode")));
        Assert.Equal(["retry_payment", "suspend"], Actions(pastDue));
        Assert.Equal(pastDue.At("dunning.nextRetryAt").GetDateTimeOffset(), pastDue.At("next.0.at").GetDateTimeOffset());

        await world.AdvanceToAsync(pastDue.At("next.1.at").GetDateTimeOffset().AddHours(1));
        var suspended = await tenant.AccountAsync();
        Assert.Equal("suspended", suspended.StringAt("status"));
        Assert.Equal(["pay_invoice"], Actions(suspended));
    }

    [Theory]
    [InlineData("pm_card_authenticationRequired", "authentication_required", "authenticate_payment")]
    [InlineData("pm_card_visa_chargeCustomerFailLostCard", "payment_method_refused", "replace_payment_method")]
    public async Task Account_WhenTryingAgainCannotHelp_SaysWhatThePayerMustDo(string card, string reason, string action)
    {
        var tenant = await world.CreateTenantAsync();
        var subscription = await tenant.SubscribeAsync();
        await tenant.AddCardAsync(card);
        await world.AdvanceToAsync(subscription.At("currentPeriodEnd").GetDateTimeOffset().AddHours(2));

        var account = await tenant.AccountAsync();

        Assert.Equal(("past_due", reason), (account.StringAt("status"), account.StringAt("reason")));
        Assert.Equal([action, "suspend"], Actions(account));
        Assert.DoesNotContain("lost_card", account.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string?> Actions(JsonElement account) => account.At("next").EnumerateArray().Select(step => step.StringAt("action"));

    private static async Task<JsonElement> ExplainAsync(TestTenant tenant, int invoice, Func<JsonElement, bool> which)
    {
        var found = (await tenant.InvoicesAsync())[invoice];
        var line = found.At("lines").EnumerateArray().First(which);
        return (await tenant.Member.GetAsync($"invoices/{found.StringAt("id")}/lines/{line.StringAt("id")}/explanation")).Expect(HttpStatusCode.OK).Body;
    }
}
