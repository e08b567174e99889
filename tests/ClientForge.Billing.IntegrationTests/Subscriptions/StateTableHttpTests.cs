using System.Net;
using System.Text.Json;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Subscriptions;

/// <summary>
/// The table of states and commands in the documentation, driven over HTTP: a subscription is brought into each state and each
/// command is sent to it. A refusal must carry the table's code and leave both sides as they were.
/// </summary>
public sealed class StateTableHttpTests(StateTableWorld world) : IClassFixture<StateTableWorld>
{
    private static readonly string[] Refusals = [.. StateTable.Rows().SelectMany(row => row.Codes).Where(code => code is not null).Distinct()!];

    public static TheoryData<string> States => [.. StateTable.Rows().Select(row => row.State)];

    [Theory]
    [MemberData(nameof(States))]
    public async Task Commands_InEveryState_AnswerAsTheTableSays(string state)
    {
        var codes = StateTable.Rows().Single(row => row.State == state).Codes;
        (await world.Ops.PostAsync("/api/v1/ops/coupons", new { code = Code(state), percentOff = 10, duration = "forever" })).Expect(HttpStatusCode.Created);
        var refused = Enumerable.Range(0, codes.Count).Where(i => codes[i] is not null).ToArray();
        var shared = await InStateAsync(state);
        var before = await BothSidesAsync(shared);
        foreach (var command in refused)
            Assert.Equal(Expected(state, codes[command]), Seen(await SendAsync(shared, command, state)));
        Assert.Equal(before, await BothSidesAsync(shared));

        // An allowed command changes the state, so that each needs a subscription of its own.
        foreach (var command in Enumerable.Range(0, codes.Count).Except(refused))
        {
            var answer = await SendAsync(await InStateAsync(state), command, state);
            Assert.True(answer.Status is HttpStatusCode.OK || (answer.Status, answer.Code) is (HttpStatusCode.NotFound, "coupon_not_found"), $"{state}, command {command}: {answer.Text}");
            Assert.DoesNotContain(answer.Code, Refusals);
        }
    }

    // A subscription whose first payment never came is none: over HTTP there is nothing to refuse.
    private static (HttpStatusCode, string?) Expected(string state, string? code) =>
        state == "incomplete_expired" ? (HttpStatusCode.NotFound, "subscription_not_found") : (HttpStatusCode.Conflict, code);

    private static (HttpStatusCode, string?) Seen(Answer answer) => (answer.Status, answer.Code);

    private static string Code(string state) => new([.. state.Where(char.IsAsciiLetter)]);

    private static async Task<Answer> SendAsync(TestTenant tenant, int command, string state) => command switch
    {
        0 => await tenant.Admin.PutAsync("subscription", new { quantity = 3 }),
        1 => await tenant.Admin.PutAsync("subscription", new { trialEnd = await FarEnoughAsync(tenant) }),
        2 => await tenant.Admin.PostAsync("subscription/coupon", new { code = Code(state) }),
        3 => await tenant.Admin.DeleteAsync("subscription/coupon"),
        4 => await tenant.Admin.DeleteAsync("subscription?atPeriodEnd=false"),
        5 => await tenant.Admin.DeleteAsync("subscription?atPeriodEnd=true"),
        6 => await tenant.Admin.PostAsync("subscription/reactivate"),
        7 => await tenant.Admin.PostAsync("subscription/pause"),
        8 => await tenant.Admin.PostAsync("subscription/resume"),
        _ => await tenant.Admin.DeleteAsync("subscription/scheduled-change"),
    };

    private static async Task<DateTimeOffset> FarEnoughAsync(TestTenant tenant) =>
        await tenant.Admin.GetAsync("subscription") is { Status: HttpStatusCode.OK } known ? known["currentPeriodEnd"].GetDateTimeOffset().AddDays(3) : DateTimeOffset.UnixEpoch;

    private async Task<TestTenant> InStateAsync(string state)
    {
        var tenant = world.TakeAged(state) ?? await NewInStateAsync(state);
        if (state != "incomplete_expired")
            Assert.Equal(ShownStatus(state), (await tenant.SubscriptionAsync()).StringAt("status"));
        return tenant;
    }

    private static string ShownStatus(string state) => state == "active, collection paused" ? "paused" : state.Split(',')[0];

    private async Task<TestTenant> NewInStateAsync(string state)
    {
        var tenant = await world.CreateTenantAsync();
        if (state == "incomplete")
            await tenant.SubscribeUnauthenticatedAsync();
        else
            await tenant.SubscribeAsync("Professional", trialDays: state == "trialing" ? 14 : 0);
        await BringToAsync(tenant, state);
        return tenant;
    }

    private static async Task BringToAsync(TestTenant tenant, string state)
    {
        switch (state)
        {
            case "active, to end":
                (await tenant.Admin.DeleteAsync("subscription")).Expect(HttpStatusCode.OK);
                break;
            case "active, collection paused":
                (await tenant.Admin.PostAsync("subscription/pause")).Expect(HttpStatusCode.OK);
                break;
            case "active, a change waits":
                await tenant.AddCardAsync("pm_card_authenticationRequired");
                (await tenant.Admin.PutAsync("subscription", new { quantity = 9, prorationBehavior = "always_invoice" })).Expect(HttpStatusCode.OK);
                break;
            case "active, a change is scheduled":
                (await tenant.Admin.PutAsync("subscription", new { planId = await tenant.PlanIdAsync("Basic"), effective = "period_end" })).Expect(HttpStatusCode.OK);
                break;
            case "canceled":
                (await tenant.Admin.DeleteAsync("subscription?atPeriodEnd=false")).Expect(HttpStatusCode.OK);
                break;
            default:
                break;
        }
    }

    private async Task<string> BothSidesAsync(TestTenant tenant)
    {
        var ours = await tenant.Admin.GetAsync("subscription");
        var customer = await StripeSide.CustomerIdAsync(world, tenant);
        var theirs = (await world.Stripe.GetAsync($"subscriptions?customer={customer}&status=all")).Expect(HttpStatusCode.OK);
        return JsonSerializer.Serialize(new { ours = ours.Status == HttpStatusCode.OK ? Shown(ours.Body) : ours.Code, theirs = theirs["data"] });
    }

    private static string Shown(JsonElement subscription) =>
        string.Join('|', subscription.EnumerateObject().Where(member => member.Name is not ("updatedAt" or "nextAction")).Select(member => $"{member.Name}={member.Value}"));
}

/// <summary>The table as it is printed.</summary>
internal static class StateTable
{
    /// <summary>Codes by command, in the order of the columns; null is allowed.</summary>
    public static IReadOnlyList<(string State, IReadOnlyList<string?> Codes)> Rows() =>
    [
        .. File.ReadAllLines(Repository.PathOf("docs/3_subscriptions.md"))
            .SkipWhile(line => !line.StartsWith("| state |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (cells[0], (IReadOnlyList<string?>)[.. cells[1..].Select(CodeOf)])),
    ];

    private static string? CodeOf(string word) => word switch { "ok" => null, "change_awaits_payment" => word, _ => $"subscription_{word}" };
}
