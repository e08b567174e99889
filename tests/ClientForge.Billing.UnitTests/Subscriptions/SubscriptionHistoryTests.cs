using ClientForge.Billing.Services.Subscriptions;

namespace ClientForge.Billing.UnitTests.Subscriptions;

public sealed class SubscriptionHistoryTests
{
    private static readonly SubscriptionSnapshot Before = SubscriptionSnapshot.Of(Rows.Active);

    public static TheoryData<SubscriptionSnapshot, string?> Changes => new()
    {
        { Before, null },
        { Before with { PlanId = Guid.Empty, Quantity = 9 }, "subscription.plan_changed" },
        { Before with { Interval = "year" }, "subscription.interval_changed" },
        { Before with { Quantity = 4 }, "subscription.seats_changed" },
        { Before with { CancelAtPeriodEnd = true }, "subscription.cancellation_scheduled" },
        { Before with { Paused = true }, "subscription.paused" },
        { Before with { DiscountCode = "SPRING" }, "subscription.coupon_applied" },
        { Before with { ScheduledPlanId = Guid.Empty, ScheduledQuantity = 3, ScheduledAt = Rows.Start }, "subscription.change_scheduled" },
        { Before with { TrialEnd = Rows.Start }, "subscription.trial_changed" },
        { Before with { Status = "past_due" }, "subscription.status_changed" },
        { Before with { Status = "canceled", Quantity = 1 }, "subscription.canceled" },
        { Before with { Status = "incomplete_expired" }, "subscription.expired" },
        { Before with { UnitAmount = 1 }, "subscription.updated" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void ActionOf_OneChange_IsItsName(SubscriptionSnapshot after, string? action) => Assert.Equal(action, SubscriptionHistory.ActionOf(Before, after));

    [Fact]
    public void ActionOf_TakenBack_IsTheOppositeName()
    {
        Assert.Equal("subscription.reactivated", SubscriptionHistory.ActionOf(Before with { CancelAtPeriodEnd = true }, Before));
        Assert.Equal("subscription.resumed", SubscriptionHistory.ActionOf(Before with { Paused = true }, Before));
        Assert.Equal("subscription.coupon_removed", SubscriptionHistory.ActionOf(Before with { DiscountCode = "SPRING" }, Before));
        Assert.Equal("subscription.change_unscheduled", SubscriptionHistory.ActionOf(Before with { ScheduledAt = Rows.Start }, Before));
    }

    [Fact]
    public void ActionOf_FirstSight_IsTheCreation() => Assert.Equal("subscription.created", SubscriptionHistory.ActionOf(null, Before));
}
