using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.Entitlements;

namespace ClientForge.Billing.UnitTests.Entitlements;

public sealed class EntitlementRulesTests
{
    [Theory]
    [InlineData("active", "active", false, true, null)]
    [InlineData("active", "trialing", false, true, null)]
    [InlineData("past_due", "past_due", false, true, "past_due")]
    [InlineData("suspended", "past_due", false, false, "suspended")]
    [InlineData("suspended", "active", true, false, "suspended")]
    [InlineData("active", "incomplete", false, false, "incomplete")]
    [InlineData("active", "canceled", false, false, "canceled")]
    [InlineData("active", "paused", false, false, "paused")]
    [InlineData("active", "paused", true, true, "paused")]
    public void Access_Table(string account, string status, bool accessWhenPaused, bool allowed, string? reason) =>
        Assert.Equal((allowed, reason), EntitlementRules.Access(account, Subscription(status), accessWhenPaused));

    [Fact]
    public void Access_CollectionPaused_FollowsThePlan() =>
        Assert.Equal((false, "paused"), EntitlementRules.Access("active", Subscription("active") with { CollectionPaused = true }, accessWhenPaused: false));

    [Fact]
    public void Access_NoSubscription_Denied() =>
        Assert.Equal((false, "no_subscription"), EntitlementRules.Access("active", subscription: null, accessWhenPaused: false));

    private static SubscriptionRow Subscription(string status) => new()
    {
        TenantId = Guid.Empty,
        Id = Guid.Empty,
        StripeSubscriptionId = "sub_1",
        StripeCustomerId = "cus_1",
        PlanId = Guid.Empty,
        PlanPriceId = Guid.Empty,
        Status = status,
        Quantity = 1,
        Currency = "usd",
        Interval = "month",
        UnitAmount = 100,
        CurrentPeriodStart = DateTimeOffset.UnixEpoch,
        CurrentPeriodEnd = DateTimeOffset.UnixEpoch.AddDays(30),
        BillingCycleAnchor = DateTimeOffset.UnixEpoch,
        CancelAtPeriodEnd = false,
        CollectionPaused = false,
        StripeItems = Json.From(Array.Empty<object>()),
        HasBegun = true,
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };
}
