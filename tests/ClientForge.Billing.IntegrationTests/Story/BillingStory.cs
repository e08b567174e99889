using System.Text.Json.Nodes;

namespace ClientForge.Billing.IntegrationTests.Story;

/// <summary>Where a story is played: the addresses of the three processes, whoever runs them.</summary>
public sealed record Stage(Uri Api, Uri Sandbox, Uri Mail);

/// <summary>
/// A tenant's whole life over HTTP, from the first card to the end of the subscription. Every step states what must be
/// seen; the story can be played on a healthy stage or on one whose processes are killed meanwhile.
/// </summary>
public sealed partial class BillingStory(Stage stage, Func<Task>? beforeCommand = null) : IDisposable
{
    private const string Base = "/api/v1/billing";

    private readonly StoryClient _api = new(stage.Api, beforeCommand);
    private readonly StoryClient _sandbox = new(stage.Sandbox) { Token = "sk_test_story" };
    private readonly StoryClient _mail = new(stage.Mail);
    private JsonNode _basic = null!;
    private JsonNode _professional = null!;
    private string _email = "";

    public string TenantId { get; private set; } = "";

    public void Dispose()
    {
        _api.Dispose();
        _sandbox.Dispose();
        _mail.Dispose();
    }

    public async Task PlayAsync()
    {
        await ArriveAsync();
        await SubscribeWithTrialAsync();
        await LiveThroughTheTrialAsync();
        await UseAndUpgradeAsync();
        await RenewThreeTimesAsync();
        await FailToPayAsync();
        await RecoverAsync();
        await LeaveAsync();
        await CompareBothSystemsAsync();
        await ProveInvariantsAsync();
    }

    /// <summary>The SQL of <c>db/invariants</c> finds nothing wrong with what the story left behind.</summary>
    private async Task ProveInvariantsAsync()
    {
        _api.Token = Text(await _api.PostAsync("/dev/tokens", new { role = "ops" }), "token");
        var run = await _api.PostAsync("/api/v1/ops/jobs/invariants/trigger", new { reason = "the story has ended" });
        Assert.Equal("succeeded", Text(run, "outcome"));
        var findings = (await _api.GetAsync("/api/v1/ops/reconciliation/findings?open=true"))["data"]!.AsArray();
        Assert.Equal([], findings.Select(finding => finding!.ToJsonString()));
    }

    private async Task ArriveAsync()
    {
        _email = $"admin-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}@example.com";
        var tenant = await _api.PostAsync("/dev/tenants", new { name = "Łódź Rowing Club", email = _email });
        TenantId = Text(tenant, "tenantId");
        _api.Token = Text(tenant, "adminToken");

        var plans = (await _api.GetAsync($"{Base}/plans"))["data"]!.AsArray();
        _basic = plans.Single(plan => Text(plan!, "tier") == "basic")!;
        _professional = plans.Single(plan => Text(plan!, "tier") == "professional")!;
    }

    private async Task SubscribeWithTrialAsync()
    {
        var card = await _api.PostAsync($"{Base}/payment-methods", new { paymentMethodId = "pm_card_visa", setDefault = true });
        Assert.Equal("4242", Text(card, "last4"));
        Assert.True((bool)card["isDefault"]!);

        var subscription = await _api.PostAsync(
            $"{Base}/subscribe",
            new { planId = Text(_basic, "id"), interval = "month", currency = "usd", quantity = 3, trialDays = 14, email = _email, name = "Łódź Rowing Club" });
        Assert.Equal("trialing", Text(subscription, "status"));
        Assert.Equal(Time(subscription, "trialStart").AddDays(14), Time(subscription, "trialEnd"));
        Assert.DoesNotContain(await ChargesAsync(), charge => Text(charge, "status") == "succeeded");
    }

    private async Task LiveThroughTheTrialAsync()
    {
        var trialEnd = Time(await SubscriptionAsync(), "trialEnd");
        await AdvanceToAsync(trialEnd.AddDays(-2));
        Assert.Single(await MailsAsync("trial"));

        await AdvanceToAsync(trialEnd.AddHours(2));
        Assert.Equal("active", Text(await SubscriptionAsync(), "status"));
        var invoice = (await InvoicesAsync())[0];
        Assert.Equal("paid", Text(invoice, "status"));
        Assert.Equal(3 * UnitAmount(_basic), Number(invoice, "amountPaid"));

        var pdf = await _api.GetBytesAsync($"{Base}/invoices/{Text(invoice, "id")}/pdf");
        Assert.Equal("%PDF-"u8.ToArray(), pdf[..5]);
        var mail = (await MailsAsync(Text(invoice, "number")))[0];
        Assert.Equal("application/pdf", Text(mail["attachments"]!.AsArray().Single()!, "contentType"));
    }

    private async Task UseAndUpgradeAsync()
    {
        await ReportUsageAsync(calls: 5_000);
        var usage = await _api.GetAsync($"{Base}/usage?metric=api_calls");
        Assert.Equal(5_000, Number(usage, "total"));

        var subscription = await SubscriptionAsync();
        var middle = Time(subscription, "currentPeriodStart") + ((Time(subscription, "currentPeriodEnd") - Time(subscription, "currentPeriodStart")) / 2);
        await AdvanceToAsync(middle);
        var change = new { planId = Text(_professional, "id"), prorationBehavior = "always_invoice" };
        var preview = await _api.PostAsync($"{Base}/subscription/preview", change);
        var upgraded = await _api.PutAsync($"{Base}/subscription", change);
        Assert.Equal(Text(_professional, "id"), Text(upgraded, "planId"));

        var invoice = (await InvoicesAsync()).First(i => Text(i, "billingReason") == "subscription_update");
        Assert.Equal("paid", Text(invoice, "status"));
        Assert.InRange(Number(invoice, "total") - Number(preview, "amountDue"), -Tolerance(preview), Tolerance(preview));
    }

    private async Task RenewThreeTimesAsync()
    {
        var overageSeen = false;
        for (var renewal = 1; renewal <= 3; renewal++)
        {
            var end = Time(await SubscriptionAsync(), "currentPeriodEnd");
            await AdvanceToAsync(end.AddHours(2));
            var invoice = (await InvoicesAsync())[0];
            Assert.Equal("subscription_cycle", Text(invoice, "billingReason"));
            Assert.Equal("paid", Text(invoice, "status"));
            overageSeen |= Lines(invoice).Any(line => Number(line, "amount") > 0 && Text(line, "description").Contains("api", StringComparison.OrdinalIgnoreCase));
            if (renewal == 1)
                await ReportUsageAsync(calls: Included(_professional) + 5_000);
        }

        Assert.True(overageSeen, "The usage above what the plan includes is on no invoice.");
    }

    private static decimal Included(JsonNode plan) =>
        (decimal)plan["meters"]!.AsArray().First(meter => Text(meter!, "metric") == "api_calls")!["included"]!;
}
