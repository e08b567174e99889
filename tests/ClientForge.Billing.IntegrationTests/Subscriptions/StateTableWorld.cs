using System.Collections.Concurrent;
using System.Net;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Subscriptions;

/// <summary>
/// A world with subscriptions in the states that only time brings about, as many of each as the table has cases. They age
/// together, before the first test; from then on the clock is left alone.
/// </summary>
public sealed class StateTableWorld(TestDatabases databases) : UnlimitedWorld(databases)
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<TestTenant>> aged = new();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var start = await NowAsync();
        await AddAsync("incomplete_expired", tenant => tenant.SubscribeUnauthenticatedAsync());
        await AddAsync("paused", PauseAtTrialEndAsync);
        await AddAsync("unpaid", tenant => FailAfterTrialAsync(tenant, days: 2));
        await AddAsync("past_due", tenant => FailAfterTrialAsync(tenant, days: 4));

        // Two states that come from how Stripe's dashboard is set, not from our commands.
        await SetRetriesAsync([1], "unpaid");
        await AdvanceToAsync(start.AddDays(3).AddHours(2));
        await SetRetriesAsync([], "past_due");
        await AdvanceToAsync(start.AddDays(4).AddHours(2));
        await Task.WhenAll(aged["paused"].Select(tenant => tenant.AddCardAsync()));
    }

    /// <summary>A tenant in the state; null when no time is needed to bring one there.</summary>
    /// <exception cref="InvalidOperationException">There are no more.</exception>
    public TestTenant? TakeAged(string state)
    {
        if (!aged.TryGetValue(state, out var tenants))
            return null;
        return tenants.TryDequeue(out var tenant) ? tenant : throw new InvalidOperationException($"No tenant is left in the state {state}.");
    }

    /// <summary>One tenant for all commands that are refused in the state, and one for each that is allowed.</summary>
    private async Task AddAsync(string state, Func<TestTenant, Task> bring)
    {
        var count = 1 + StateTable.Rows().Single(row => row.State == state).Codes.Count(code => code is null);
        aged[state] = new ConcurrentQueue<TestTenant>(await Task.WhenAll(Enumerable.Range(0, count).Select(async _ =>
        {
            var tenant = await CreateTenantAsync();
            await bring(tenant);
            return tenant;
        })));
    }

    private async Task PauseAtTrialEndAsync(TestTenant tenant)
    {
        var subscription = (await tenant.Admin.PostAsync("subscribe", new { planId = await tenant.PlanIdAsync("Professional"), trialDays = 2 })).Expect(HttpStatusCode.Created);
        (await Stripe.PostAsync(
            $"subscriptions/{subscription["stripeSubscriptionId"].GetString()}", ("trial_settings[end_behavior][missing_payment_method]", "pause"))).Expect(HttpStatusCode.OK);
    }

    private static async Task FailAfterTrialAsync(TestTenant tenant, int days)
    {
        await tenant.SubscribeAsync("Professional", trialDays: days);
        await tenant.AddCardAsync("pm_card_chargeCustomerFail");
    }

    private async Task SetRetriesAsync(int[] days, string whenExhausted) =>
        (await Stripe.ControlAsync(HttpMethod.Post, "retries", new { days, whenExhausted })).Expect(HttpStatusCode.OK);
}

internal static class UnauthenticatedSubscription
{
    /// <summary>Subscribes without a trial; the first payment waits for the payer's consent.</summary>
    public static async Task SubscribeUnauthenticatedAsync(this TestTenant tenant)
    {
        await tenant.AddCardAsync("pm_card_authenticationRequired");
        (await tenant.Admin.PostAsync("subscribe", new { planId = await tenant.PlanIdAsync("Professional"), trialDays = 0 })).Expect(HttpStatusCode.Created);
    }
}
