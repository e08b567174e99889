using System.Globalization;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Usage;
using ClientForge.Billing.Services.Usage;

namespace ClientForge.Billing.UnitTests.Usage;

public sealed class UsageRulesTests
{
    private static readonly DateTimeOffset Start = At("2026-03-01T00:00:00Z");
    private static readonly DateTimeOffset End = At("2026-04-01T00:00:00Z");

    private static readonly UsageMetricSet Metrics = new(
    [
        Metric("api_calls", "sum"),
        Metric("storage_gb", "last"),
        Metric("level", "weighted_sum"),
        Metric("people", "unique") with { Property = "user" },
        Metric("late_now", "sum") with { LatePolicy = "current_period" },
        Metric("late_then", "sum") with { LatePolicy = "restate", LockDays = 10 },
        Metric("eu_calls", "sum") with { SourceMetric = "api_calls", Filter = Json.From(new { region = new[] { "eu", "uk" } }) },
        Metric("eu_gold_calls", "sum") with { SourceMetric = "api_calls", Filter = Json.From(new { region = new[] { "eu" }, tier = new[] { "gold" } }) },
    ]);

    [Theory]
    [InlineData("api_calls", 1, "2026-03-10T00:00:00Z", null)]
    [InlineData("storage_gb", 0, "2026-03-10T00:00:00Z", null)]
    [InlineData("storage_gb", -1, "2026-03-10T00:00:00Z", "quantity_out_of_range")]
    [InlineData("level", -1, "2026-03-10T00:00:00Z", null)]
    [InlineData("level", 0, "2026-03-10T00:00:00Z", "quantity_zero")]
    [InlineData("people", 1, "2026-03-10T00:00:00Z", "property_missing")]
    [InlineData("eu_calls", 1, "2026-03-10T00:00:00Z", "unknown_metric")]
    [InlineData("late_now", 1, "2026-02-28T23:59:59Z", null)]
    [InlineData("late_then", 1, "2026-02-28T23:59:59Z", "period_locked")]
    [InlineData("api_calls", 0, "2026-03-10T00:00:00Z", "quantity_zero")]
    [InlineData("api_calls", -1, "2026-03-10T00:00:00Z", "quantity_out_of_range")]
    [InlineData("api_calls", 1_000_000_000_001, "2026-03-10T00:00:00Z", "quantity_out_of_range")]
    [InlineData("emails", 1, "2026-03-10T00:00:00Z", "unknown_metric")]
    [InlineData("api_calls", 1, "2026-03-15T00:05:00Z", null)]
    [InlineData("api_calls", 1, "2026-03-15T00:05:01Z", "timestamp_in_future")]
    [InlineData("api_calls", 1, "2100-01-01T00:00:00Z", "timestamp_in_future")]
    [InlineData("api_calls", 1, "1970-01-01T00:00:00Z", "before_subscription")]
    [InlineData("api_calls", 1, "2026-02-28T23:59:59Z", "period_closed")]
    public void Judge_InMidPeriod_Table(string metric, long quantity, string time, string? code) =>
        Assert.Equal(code, Judge(metric, quantity, At(time), Subscription(), now: At("2026-03-15T00:00:00Z")).Rejection?.Code);

    [Theory]
    [InlineData("2026-03-01T00:49:59Z", null)]
    [InlineData("2026-03-01T00:50:00Z", "period_closed")]
    public void Judge_EventOfThePeriodThatJustEnded_TakenWhileItsInvoiceIsADraft(string now, string? code)
    {
        var (placement, rejection) = Judge("api_calls", 1, At("2026-02-28T23:00:00Z"), Subscription(), At(now));

        Assert.Equal(code, rejection?.Code);
        Assert.Equal(code is null ? Start : null, placement?.Period.End);
    }

    [Fact]
    public void Judge_LateForTheCurrentPeriod_CountsNowAndKeepsItsTime()
    {
        var now = At("2026-03-15T00:00:00Z");

        var (placement, _) = Judge("late_now", 1, At("2026-02-28T23:00:00Z"), Subscription(), now);

        Assert.Equal((Start, At("2026-02-28T23:00:00Z"), now, true), (placement!.Period.Start, placement.Time, placement.CountedAt, placement.Late));
    }

    [Fact]
    public void Judge_LateToRestate_CountsInItsOwnPeriod()
    {
        var (placement, _) = Judge("late_then", 1, At("2026-02-28T23:00:00Z"), Subscription(), At("2026-03-10T23:00:00Z"));

        Assert.Equal((Start, At("2026-02-28T23:00:00Z"), true), (placement!.Period.End, placement.CountedAt, placement.Late));
    }

    [Fact]
    public void Judge_SuspendedAccount_Refused() =>
        Assert.Equal("account_suspended", Judge("api_calls", 1, Start, Subscription() with { AccountStatus = "suspended" }, Start).Rejection?.Code);

    // B124: filters that overlap count an event once, where the most is said of it.
    [Theory]
    [InlineData(null, null, "api_calls")]
    [InlineData("us", "gold", "api_calls")]
    [InlineData("uk", "gold", "eu_calls")]
    [InlineData("eu", null, "eu_calls")]
    [InlineData("eu", "gold", "eu_gold_calls")]
    public void CountedBy_OverlappingFilters_TakesTheMostSpecific(string? region, string? tier, string counted)
    {
        var usage = new UsageEvent
        {
            Metric = "api_calls",
            Quantity = 1,
            Properties = [.. new Dictionary<string, string?> { ["region"] = region, ["tier"] = tier }.Where(pair => pair.Value is not null)!],
        };

        Assert.Equal(counted, Metrics.CountedBy(Metrics.Find("api_calls")!, usage).Metric);
    }

    [Fact]
    public void Judge_NoSubscription_Refused() =>
        Assert.Equal("no_subscription", Judge("api_calls", 1, Start, subscription: null, Start).Rejection?.Code);

    [Fact]
    public void Judge_AfterTheEnd_Refused() =>
        Assert.Equal(
            "subscription_ended",
            Judge("api_calls", 1, At("2026-03-10T00:00:00Z"), Subscription() with { Status = "canceled", EndedAt = At("2026-03-10T00:00:00Z") }, At("2026-03-11T00:00:00Z")).Rejection?.Code);

    [Fact]
    public void PeriodOf_InstantOfThePastTrial_IsTheTrial()
    {
        var subscription = Subscription() with { TrialStart = At("2026-02-15T00:00:00Z"), TrialEnd = Start };

        Assert.Equal(new UsagePeriod(At("2026-02-15T00:00:00Z"), Start), UsageRules.PeriodOf(At("2026-02-20T00:00:00Z"), subscription));
    }

    [Theory]
    [InlineData("api_calls", 1, "2026-03-10T00:00:00Z", true)]
    [InlineData("api_calls", 1, null, true)]
    [InlineData("api_calls", 2, null, false)]
    [InlineData("storage_gb", 1, null, false)]
    [InlineData("api_calls", 1, "2026-03-10T00:00:01Z", false)]
    public void IsSame_Table(string metric, long quantity, string? time, bool same)
    {
        var known = new UsageKeyRow
        {
            TenantId = Guid.Empty,
            Id = Guid.Empty,
            Content = UsageIdentity.Content(new UsageEvent { Metric = "api_calls", Quantity = 1 }),
            Timestamp = At("2026-03-10T00:00:00Z"),
        };
        var usage = new UsageEvent { Metric = metric, Quantity = quantity, Timestamp = time is null ? null : At(time) };

        Assert.Equal(same, UsageRules.IsSame(usage, UsageIdentity.Content(usage), known));
    }

    private static (UsagePlacement? Placement, UsageRejection? Rejection) Judge(
        string metric, long quantity, DateTimeOffset time, UsageSubscriptionRow? subscription, DateTimeOffset now) =>
        UsageRules.Judge(new UsageEvent { Metric = metric, Quantity = quantity, Timestamp = time, IdempotencyKey = "k" }, 0, Metrics, subscription, now);

    private static MetricRow Metric(string name, string aggregation) => new()
    {
        Metric = name,
        DisplayName = name,
        Unit = "unit",
        Aggregation = aggregation,
        EventName = name,
        CreatedAt = Start,
    };

    private static UsageSubscriptionRow Subscription() => new()
    {
        TenantId = Guid.Empty,
        Id = Guid.Empty,
        Status = "active",
        Interval = "month",
        CurrentPeriodStart = Start,
        CurrentPeriodEnd = End,
        BillingCycleAnchor = At("2026-01-01T00:00:00Z"),
        CreatedAt = At("2026-01-01T00:00:00Z"),
        AccountStatus = "active",
    };

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
