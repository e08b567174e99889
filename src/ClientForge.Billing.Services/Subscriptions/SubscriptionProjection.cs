using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Data.WorkItems;
using ClientForge.Billing.Services.Dunning;
using ClientForge.Billing.Services.Webhooks;
using Stripe;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>What follows from a subscription's change: history, mails, the trial's notice, the end of dunning.</summary>
internal sealed class SubscriptionConsequences(SubscriptionHistory history, SubscriptionNotices notices, WorkItemRepository workItems, DunningCases dunning)
{
    public async Task FollowAsync(Work work, SubscriptionRow? before, SubscriptionRow after, ProjectionContext context)
    {
        await history.TellAsync(work, before, after, context);
        await notices.TellAsync(work, before, after);
        if (TrialEndingNotice.Item(after, context.Now) is { } notice)
            await workItems.AddAsync(work, notice);
        if (after.HasEnded && before?.HasEnded != true)
            await dunning.OnSubscriptionEndedAsync(work, after.Id, context);
    }
}

/// <summary>Writes a subscription's projection and what follows from it.</summary>
internal sealed class SubscriptionProjection(
    SubscriptionRepository subscriptions,
    PlanRepository plans,
    CouponRepository coupons,
    SubscriptionConsequences consequences)
{
    public async Task WriteAsync(Work work, Subscription subscription, ProjectionContext context)
    {
        var before = await subscriptions.FindByStripeAsync(work, context.TenantId, subscription.Id);
        var prices = await FindPricesAsync(work, subscription, context.Now);
        var couponId = subscription.Discounts is [{ } discount, ..] ? discount.Source?.CouponId : null;
        var coupon = couponId is null ? null : await coupons.FindByStripeAsync(work, couponId);
        var after = SubscriptionMapping.ToRow(subscription, prices, coupon?.Code, before, context);
        await subscriptions.UpsertAsync(work, after);
        await consequences.FollowAsync(work, before, after, context);
    }

    /// <exception cref="InvalidOperationException">None of its prices is one of ours: somebody changed it in Stripe, and a person has to look.</exception>
    private async Task<SubscriptionPrices> FindPricesAsync(Work work, Subscription subscription, DateTimeOffset now)
    {
        var current = await plans.FindPriceByStripeAsync(work, SubscriptionMapping.LicensedPriceIds(subscription))
            ?? throw new InvalidOperationException($"Subscription {subscription.Id} has no seat price of the catalogue.");
        var next = SubscriptionMapping.NextPhase(subscription, now);
        var scheduled = next is null ? null : await plans.FindPriceByStripeAsync(work, [.. next.Items.Select(item => item.PriceId)]);
        return new SubscriptionPrices(current, scheduled);
    }
}
