using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.Webhooks;
using Stripe;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>Which of our prices a subscription's seats are billed by, now and after its scheduled change.</summary>
internal sealed record SubscriptionPrices(PlanPriceRow Current, PlanPriceRow? Scheduled);

/// <summary>Pure: Stripe's subscription as our row.</summary>
internal static class SubscriptionMapping
{
    /// <summary>The price ids among which the seats' price is.</summary>
    public static string[] LicensedPriceIds(Subscription subscription) =>
        [.. subscription.Items.Data.Where(item => !IsMetered(item)).Select(item => item.Price.Id)];

    /// <summary>The phase that is to come next; null when nothing is scheduled.</summary>
    public static SubscriptionSchedulePhase? NextPhase(Subscription subscription, DateTimeOffset now) =>
        subscription.Schedule is { Status: "active" or "not_started", Phases: { } phases }
            ? phases.Where(phase => phase.StartDate > now.UtcDateTime).MinBy(phase => phase.StartDate)
            : null;

    public static SubscriptionRow ToRow(
        Subscription subscription, SubscriptionPrices prices, string? couponCode, SubscriptionRow? before, ProjectionContext context)
    {
        var seats = subscription.Items.Data.First(item => item.Price.Id == prices.Current.StripePriceId);
        var row = new SubscriptionRow
        {
            TenantId = context.TenantId,
            Id = before?.Id ?? Guid.CreateVersion7(context.Now),
            StripeSubscriptionId = subscription.Id,
            StripeCustomerId = subscription.CustomerId,
            PlanId = prices.Current.PlanId,
            PlanPriceId = prices.Current.Id,
            Status = subscription.Status,
            Quantity = Seats(seats.Quantity, prices.Current, before?.Quantity),
            Currency = prices.Current.Currency,
            Interval = prices.Current.Interval,
            UnitAmount = prices.Current.UnitAmount,
            CurrentPeriodStart = seats.CurrentPeriodStart,
            CurrentPeriodEnd = seats.CurrentPeriodEnd,
            BillingCycleAnchor = subscription.BillingCycleAnchor,
            CancelAtPeriodEnd = subscription.CancelAtPeriodEnd,
            CollectionPaused = subscription.PauseCollection is not null,
            DefaultPaymentMethodId = subscription.DefaultPaymentMethodId,
            LatestInvoiceId = subscription.LatestInvoiceId,
            StripeItems = Json.From(subscription.Items.Data.Select(item => new SubscriptionItemRef(item.Id, item.Price.Id, IsMetered(item))).ToArray()),
            HasBegun = before?.HasBegun == true || HasBegun(subscription, before),
            CreatedAt = subscription.Created,
            UpdatedAt = context.Now,
        };
        var timed = WithDiscount(WithTimes(row, subscription), subscription, couponCode);
        return WithSchedule(timed, subscription, prices.Scheduled, context.Now);
    }

    private static SubscriptionRow WithTimes(SubscriptionRow row, Subscription subscription) => row with
    {
        CancelAt = Utc(subscription.CancelAt),
        CanceledAt = Utc(subscription.CanceledAt),
        EndedAt = Utc(subscription.EndedAt),
        TrialStart = Utc(subscription.TrialStart),
        TrialEnd = Utc(subscription.TrialEnd),
        PauseResumesAt = Utc(subscription.PauseCollection?.ResumesAt),
        PendingUpdateExpiresAt = Utc(subscription.PendingUpdate?.ExpiresAt),
    };

    private static SubscriptionRow WithDiscount(SubscriptionRow row, Subscription subscription, string? couponCode)
    {
        if (subscription.Discounts is not [{ } discount, ..])
            return row;
        var coupon = discount.Source?.Coupon;
        return row with
        {
            DiscountCode = discount.PromotionCode?.Code ?? couponCode ?? coupon?.Name ?? discount.Source?.CouponId,
            DiscountPercentOff = coupon?.PercentOff,
            DiscountAmountOff = coupon?.AmountOff,
            DiscountEndsAt = Utc(discount.End),
        };
    }

    private static SubscriptionRow WithSchedule(SubscriptionRow row, Subscription subscription, PlanPriceRow? scheduled, DateTimeOffset now)
    {
        var attached = row with { StripeScheduleId = subscription.ScheduleId };
        if (scheduled is null || NextPhase(subscription, now) is not { } phase)
            return attached;
        return attached with
        {
            ScheduledPlanId = scheduled.PlanId,
            ScheduledInterval = scheduled.Interval,
            ScheduledQuantity = Seats(phase.Items.First(item => item.PriceId == scheduled.StripePriceId).Quantity, scheduled, row.Quantity),
            ScheduledAt = Utc(phase.StartDate),
        };
    }

    // A price that does not depend on the seats is billed once; the seats are then ours alone.
    private static long Seats(long? quantity, PlanPriceRow price, long? known) => price.PerSeat ? Math.Max(1, quantity ?? 1) : known ?? 1;

    // One that is first seen when it has ended had begun, unless it ended out of being incomplete.
    private static bool HasBegun(Subscription subscription, SubscriptionRow? before) => subscription.Status switch
    {
        "incomplete" or "incomplete_expired" => false,
        "canceled" => before is null,
        _ => true,
    };

    private static bool IsMetered(SubscriptionItem item) => item.Price.Recurring?.UsageType == "metered";

    private static DateTimeOffset? Utc(DateTime? time) => time is { } value ? new DateTimeOffset(DateTime.SpecifyKind(value, DateTimeKind.Utc)) : null;
}
