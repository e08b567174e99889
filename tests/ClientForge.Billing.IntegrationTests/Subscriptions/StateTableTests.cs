using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.Subscriptions;

namespace ClientForge.Billing.IntegrationTests.Subscriptions;

/// <summary>The table of states and commands in the documentation is the one the code follows.</summary>
public sealed class StateTableTests
{
    private static readonly DateTimeOffset Start = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Documentation_EveryCell_IsWhatTheRulesSay()
    {
        var rows = StateTable.Rows();
        Assert.Equal(12, rows.Count);
        foreach (var (state, codes) in rows)
            Assert.Equal(codes, Enum.GetValues<SubscriptionCommand>().Select(command => SubscriptionRules.Refuse(command, Of(state))?.Code));
    }

    private static SubscriptionRow Of(string state) => Row(state.Split(',')[0]) with
    {
        CancelAtPeriodEnd = state.EndsWith("to end", StringComparison.Ordinal),
        CollectionPaused = state.EndsWith("collection paused", StringComparison.Ordinal),
        ScheduledAt = state.EndsWith("is scheduled", StringComparison.Ordinal) ? Start.AddMonths(1) : null,
        PendingUpdateExpiresAt = state.EndsWith("a change waits", StringComparison.Ordinal) ? Start.AddHours(23) : null,
    };

    private static SubscriptionRow Row(string status) => new()
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
        UnitAmount = 1900,
        CurrentPeriodStart = Start,
        CurrentPeriodEnd = Start.AddMonths(1),
        BillingCycleAnchor = Start,
        CancelAtPeriodEnd = false,
        CollectionPaused = false,
        StripeItems = new Json("[]"),
        HasBegun = true,
        CreatedAt = Start,
        UpdatedAt = Start,
    };
}
