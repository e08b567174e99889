using ClientForge.Billing.StripeSandbox.Rules;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>Periods of a subscription's items.</summary>
internal static class BillingCycle
{
    public static BillingAnchor Anchor(Subscription subscription) =>
        new(subscription.BillingCycleAnchor, subscription.BillingCycleAnchorConfig?.DayOfMonth);

    /// <summary>The full period of an item's price that holds <paramref name="instant"/>.</summary>
    public static Period Whole(Subscription subscription, SubscriptionItem item, long instant) =>
        BillingPeriods.Containing(Anchor(subscription), ItemPricing.Interval(item.Price), instant);

    /// <summary>The item moved into the period that starts at <paramref name="start"/>, cut off where the subscription ends.</summary>
    public static SubscriptionItem Enter(Subscription subscription, SubscriptionItem item, long start)
    {
        var end = Whole(subscription, item, start).End;
        if (subscription.CancelAt is { } cancelAt && cancelAt > start)
            end = Math.Min(end, cancelAt);
        return item with { CurrentPeriodStart = start, CurrentPeriodEnd = end, Billed = [] };
    }

    /// <summary>With another list of items.</summary>
    public static Subscription WithItems(Subscription subscription, IReadOnlyList<SubscriptionItem> items) =>
        subscription with { Items = subscription.Items with { Data = items, TotalCount = items.Count } };
}
