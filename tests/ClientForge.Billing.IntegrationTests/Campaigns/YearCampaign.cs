using System.Net;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Campaigns;

/// <summary>
/// Tenants who do what comes into their minds, month after month: whatever a command is answered with, both sides must agree
/// afterwards, and the billed periods must follow each other without gap or overlap.
/// </summary>
public sealed class YearCampaign(BillingWorld world, int seed)
{
    private static readonly string[] Plans = ["Basic", "Professional", "Enterprise"];
    private readonly Random _random = new(seed);

    /// <summary>How many commands were sent, and how many of them were done.</summary>
    public (int Sent, int Done) Commands { get; private set; }

    public async Task RunAsync(int tenants, int months)
    {
        (await world.Ops.PostAsync("/api/v1/ops/coupons", new { code = $"YEAR-{seed}", percentOff = 15, duration = "repeating", durationInMonths = 2 })).Expect(HttpStatusCode.Created);
        var cohort = new List<TestTenant>();
        for (var i = 0; i < tenants; i++)
            cohort.Add(await SubscribedAsync());
        for (var month = 0; month < months; month++)
        {
            for (var week = 0; week < 4; week++)
            {
                foreach (var tenant in cohort.Where(_ => _random.Next(3) == 0))
                    await ActAsync(tenant);
                await world.AdvanceAsync(TimeSpan.FromSeconds(_random.Next(7 * 86_400, 8 * 86_400)));
            }

            await JudgeAsync(cohort, month);
        }
    }

    private async Task<TestTenant> SubscribedAsync()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync(
            Pick(Plans), _random.Next(1, 6), _random.Next(3) == 0 ? 14 : 0, Pick("month", "month", "month", "year"), Pick("usd", "eur", "jpy"));
        return tenant;
    }

    private async Task ActAsync(TestTenant tenant)
    {
        var answer = await CommandAsync(tenant);
        Assert.True(
            answer.Status is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted or HttpStatusCode.PaymentRequired
                or HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity,
            $"seed {seed}, tenant {tenant.Email}: {answer.Status} {answer.Text}");
        Commands = (Commands.Sent + 1, Commands.Done + ((int)answer.Status < 300 ? 1 : 0));
    }

    private async Task<Answer> CommandAsync(TestTenant tenant) => _random.Next(16) switch
    {
        0 or 1 => await tenant.Admin.PostAsync("subscription/seats", new { delta = _random.Next(2) == 0 ? 1 : -1 }),
        2 => await tenant.Admin.PutAsync("subscription", new { planId = await tenant.PlanIdAsync(Pick(Plans)), prorationBehavior = Pick("always_invoice", "create_prorations") }),
        3 => await tenant.Admin.PutAsync("subscription", new { planId = await tenant.PlanIdAsync(Pick(Plans)), effective = "period_end" }),
        4 => await tenant.Admin.PutAsync("subscription", new { interval = Pick("month", "year") }),
        5 => await tenant.Admin.PostAsync("subscription/coupon", new { code = $"YEAR-{seed}" }),
        6 => await tenant.Admin.DeleteAsync("subscription/coupon"),
        7 => await tenant.Admin.PostAsync("subscription/pause", new { resumesAt = (await world.NowAsync()).AddDays(_random.Next(5, 50)) }),
        8 => await tenant.Admin.PostAsync("subscription/resume"),
        9 => await tenant.Admin.DeleteAsync($"subscription?atPeriodEnd={(_random.Next(3) > 0 ? "true" : "false&credit=true")}"),
        10 => await tenant.Admin.PostAsync("subscription/reactivate"),
        11 => await tenant.Admin.PostAsync("subscribe", new { planId = await tenant.PlanIdAsync(Pick(Plans)), quantity = _random.Next(1, 6) }),
        12 => await tenant.Admin.DeleteAsync("subscription/scheduled-change"),
        13 => await tenant.Admin.PostAsync("payment-methods", new { paymentMethodId = Pick("pm_card_visa", "pm_card_mastercard", "pm_card_chargeCustomerFail"), setDefault = true }),
        14 => await tenant.Admin.PostAsync("payment-methods", new { paymentMethodId = "pm_card_visa", setDefault = true }),
        _ => await tenant.Admin.PostAsync("usage/report", new { metric = "api_calls", quantity = _random.Next(1, 4_000) }),
    };

    private async Task JudgeAsync(IReadOnlyList<TestTenant> cohort, int month)
    {
        await world.SettleAsync();
        foreach (var tenant in cohort)
        {
            var wrong = (await BothSides.DifferencesAsync(world, tenant)).Concat(await BothSides.BrokenPeriodsAsync(world, tenant)).ToArray();
            Assert.True(wrong.Length == 0, $"seed {seed}, month {month}, {tenant.Email}:\n{string.Join('\n', wrong)}");
        }
    }

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];
}
