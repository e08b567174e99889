using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Entitlements;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Services.Entitlements;

namespace ClientForge.Billing.UnitTests.Entitlements;

public sealed class EntitlementRulesTests
{
    private static readonly DateTimeOffset Grace = new(2027, 3, 8, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("active", "active", false, true, null)]
    [InlineData("active", "trialing", false, true, null)]
    [InlineData("past_due", "past_due", false, true, "past_due")]
    [InlineData("past_due", "active", false, true, "past_due")]
    [InlineData("suspended", "past_due", false, false, "suspended")]
    [InlineData("suspended", "active", true, false, "suspended")]
    [InlineData("active", "incomplete", false, false, "incomplete")]
    [InlineData("active", "canceled", false, false, "canceled")]
    [InlineData("active", "paused", false, false, "paused")]
    [InlineData("active", "paused", true, true, "paused")]
    [InlineData("active", null, true, false, "no_subscription")]
    public void Access_Table(string account, string? status, bool accessWhenPaused, bool allowed, string? reason)
    {
        var access = EntitlementRules.Access(Row(status) with { AccountStatus = account, AccessWhenPaused = accessWhenPaused });

        Assert.Equal((allowed, reason), (access.Allowed, access.Reason));
    }

    [Fact]
    public void Access_CollectionPaused_FollowsThePlan() =>
        Assert.Equal(new PlanAccess(false, "paused"), EntitlementRules.Access(Row("active") with { CollectionPaused = true }));

    [Fact]
    public void Access_PastDue_TellsUntilWhen() =>
        Assert.Equal(Grace, EntitlementRules.Access(Row("past_due") with { AccountStatus = "past_due", GraceEndsAt = Grace }).GraceEndsAt);

    [Theory]
    [InlineData(999, true, null, 1)]
    [InlineData(1_000, true, null, 0)]
    [InlineData(1_001, true, "overage", 0)]
    [InlineData(9_999, true, "overage", 0)]
    [InlineData(10_000, false, "limit_reached", 0)]
    public void Metered_SoftThenHardLimit(int used, bool allowed, string? reason, int remaining)
    {
        var row = Row("active");

        var calls = EntitlementRules.Of(row, [new MeteredUse("api_calls", "sum", 1_000, used)]).Single(entitlement => entitlement.Feature == "api_calls");

        Assert.Equal((allowed, reason, (decimal?)remaining), (calls.Allowed, calls.Reason, calls.Remaining));
        Assert.Equal(row.PeriodEnd, calls.ResetsAt);
    }

    [Theory]
    [InlineData("api_calls", "month", 10_000)]
    [InlineData("api_calls", "year", 120_000)]
    [InlineData("storage_gb", "year", 10)]
    public void HardLimit_OfAYear_CountsAFlowTwelveTimes(string metric, string interval, long limit) =>
        Assert.Equal(limit, EntitlementRules.HardLimit(metric, interval, new PlanLimits { ApiCallsPerMonth = 10_000, StorageGb = 10 }));

    [Fact]
    public void Seats_AllTaken_AreDenied()
    {
        var seats = EntitlementRules.Of(Row("active") with { Seats = 3, Members = 3 }, [])[0];

        Assert.Equal(("users", false, "limit_reached", 3L, 0m), (seats.Feature, seats.Allowed, seats.Reason, seats.Limit, seats.Remaining));
    }

    private static EntitlementRow Row(string? status) => new()
    {
        AccountStatus = "active",
        SubscriptionStatus = status,
        Seats = 5,
        Members = 2,
        Interval = "month",
        PeriodEnd = Grace.AddDays(20),
        Features = Json.From(new[] { "contacts" }),
        Limits = Json.From(new PlanLimits { Users = 10, ApiCallsPerMonth = 10_000 }),
    };
}
