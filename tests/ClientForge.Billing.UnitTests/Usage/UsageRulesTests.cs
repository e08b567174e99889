using System.Globalization;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Data.Usage;
using ClientForge.Billing.Services.Usage;

namespace ClientForge.Billing.UnitTests.Usage;

public sealed class UsageRulesTests
{
    private static readonly DateTimeOffset Start = At("2026-03-01T00:00:00Z");
    private static readonly DateTimeOffset End = At("2026-04-01T00:00:00Z");

    private static readonly Dictionary<string, MetricRow> Metrics = new()
    {
        ["api_calls"] = Metric("api_calls", "sum"),
        ["storage_gb"] = Metric("storage_gb", "last"),
    };

    [Theory]
    [InlineData("api_calls", 1, "2026-03-10T00:00:00Z", null)]
    [InlineData("storage_gb", 0, "2026-03-10T00:00:00Z", null)]
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
        var (period, rejection) = Judge("api_calls", 1, At("2026-02-28T23:00:00Z"), Subscription(), At(now));

        Assert.Equal(code, rejection?.Code);
        Assert.Equal(code is null ? Start : default, period.End);
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
        var known = new KnownUsageRow { IdempotencyKey = "k", MetricName = "api_calls", Quantity = 1, Timestamp = At("2026-03-10T00:00:00Z") };

        Assert.Equal(same, UsageRules.IsSame(new UsageEvent { Metric = metric, Quantity = quantity, Timestamp = time is null ? null : At(time) }, known));
    }

    private static (UsagePeriod Period, UsageRejection? Rejection) Judge(string metric, long quantity, DateTimeOffset time, SubscriptionRow? subscription, DateTimeOffset now) =>
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

    private static SubscriptionRow Subscription() => new()
    {
        TenantId = Guid.Empty,
        Id = Guid.Empty,
        StripeSubscriptionId = "sub_1",
        StripeCustomerId = "cus_1",
        PlanId = Guid.Empty,
        PlanPriceId = Guid.Empty,
        Status = "active",
        Quantity = 1,
        Currency = "usd",
        Interval = "month",
        UnitAmount = 100,
        CurrentPeriodStart = Start,
        CurrentPeriodEnd = End,
        BillingCycleAnchor = At("2026-01-01T00:00:00Z"),
        CancelAtPeriodEnd = false,
        CollectionPaused = false,
        StripeItems = Json.From(Array.Empty<object>()),
        HasBegun = true,
        CreatedAt = At("2026-01-01T00:00:00Z"),
        UpdatedAt = Start,
    };

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
