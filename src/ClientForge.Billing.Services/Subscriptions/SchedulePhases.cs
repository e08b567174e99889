using ClientForge.Billing.Data.Subscriptions;
using Stripe;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>
/// Pure: the phases of a schedule. Stripe replaces the whole array, so what is not repeated is lost: discounts, tax rates and
/// metadata go along.
/// </summary>
internal static class SchedulePhases
{
    /// <summary>The present phase as it is, and after it one period of the new terms; then the schedule lets go.</summary>
    public static SubscriptionScheduleUpdateOptions Build(SubscriptionSchedule schedule, SubscriptionRow subscription, SubscriptionTerms terms)
    {
        var present = schedule.Phases.First(phase => phase.StartDate == schedule.CurrentPhase.StartDate);
        return new SubscriptionScheduleUpdateOptions
        {
            EndBehavior = "release",
            ProrationBehavior = "none",
            Phases = [Repeat(present, schedule.Subscription.Items, subscription), Next(present, subscription, terms)],
        };
    }

    // The items as they are: the phase keeps those of the day the schedule was made, and would put them back.
    private static SubscriptionSchedulePhaseOptions Repeat(SubscriptionSchedulePhase phase, IEnumerable<SubscriptionItem> items, SubscriptionRow subscription)
    {
        var options = new SubscriptionSchedulePhaseOptions
        {
            StartDate = phase.StartDate,
            EndDate = subscription.CurrentPeriodEnd.UtcDateTime,
            Items = [.. items.Select(Repeat)],
            ProrationBehavior = phase.ProrationBehavior,
            Metadata = phase.Metadata is { Count: > 0 } ? phase.Metadata : null,
        };
        if (subscription.TrialEnd is { } trialEnd && subscription.Status == "trialing")
            options.TrialEnd = trialEnd.UtcDateTime;
        Carry(phase, options);
        return options;
    }

    private static SubscriptionSchedulePhaseOptions Next(SubscriptionSchedulePhase phase, SubscriptionRow subscription, SubscriptionTerms terms)
    {
        var stays = terms.Price.Id == subscription.PlanPriceId;
        var options = new SubscriptionSchedulePhaseOptions
        {
            Items = [Item(terms.Price.StripePriceId, terms.BilledQuantity), .. MeteredItems(subscription, terms, stays)],
            Duration = new SubscriptionSchedulePhaseDurationOptions { Interval = terms.Price.Interval, IntervalCount = 1 },
            ProrationBehavior = "none",
            Metadata = phase.Metadata is { Count: > 0 } ? phase.Metadata : null,
        };
        if (terms.Price.Interval != subscription.Interval)
            options.BillingCycleAnchor = "phase_start";
        Carry(phase, options);
        return options;
    }

    // Setting a list, even to null, tells Stripe to clear it; so a list is set only where there is one.
    private static void Carry(SubscriptionSchedulePhase phase, SubscriptionSchedulePhaseOptions options)
    {
        if (phase.Discounts is { Count: > 0 } discounts)
            options.Discounts = [.. discounts.Select(discount => new SubscriptionSchedulePhaseDiscountOptions
            {
                Discount = discount.DiscountId,
                Coupon = discount.DiscountId is null ? discount.CouponId : null,
                PromotionCode = discount.DiscountId is null && discount.CouponId is null ? discount.PromotionCodeId : null,
            })];
        if (phase.DefaultTaxRates is { Count: > 0 } taxRates)
            options.DefaultTaxRates = [.. taxRates.Select(rate => rate.Id)];
    }

    private static IEnumerable<SubscriptionSchedulePhaseItemOptions> MeteredItems(SubscriptionRow subscription, SubscriptionTerms terms, bool stays) => stays
        ? subscription.StripeItems.Read<SubscriptionItemRef[]>().Where(item => item.Metered).Select(item => Item(item.PriceId, null))
        : terms.Meters.Select(meter => Item(meter.StripePriceId, null));

    private static SubscriptionSchedulePhaseItemOptions Repeat(SubscriptionItem item) =>
        Item(item.Price.Id, item.Price.Recurring?.UsageType == "metered" ? null : item.Quantity);

    private static SubscriptionSchedulePhaseItemOptions Item(string? priceId, long? quantity) => new() { Price = priceId, Quantity = quantity };
}
