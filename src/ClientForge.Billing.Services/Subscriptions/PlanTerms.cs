using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.Plans;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>Finds what a subscription to a plan costs, among what is on sale.</summary>
public sealed class PlanTerms(Database database, PlanRepository plans, SeatUseRepository seatUse, PlanMirror mirror)
{
    /// <summary>The terms of a new subscription.</summary>
    /// <exception cref="BillingException">422 <c>plan_not_found</c>, <c>plan_archived</c>, <c>price_not_found</c>, <c>seats_above_plan_limit</c>; 502 while Stripe does not know the price.</exception>
    public async Task<SubscriptionTerms> ForNewAsync(SubscribeOrder order, string? customerCurrency, CancellationToken cancellationToken)
    {
        await EnsureMirroredAsync(cancellationToken);
        return await database.AsSystemAsync(
            async work =>
            {
                var plan = await RequirePlanAsync(work, order.PlanId);
                if (!plan.Active)
                    throw BillingException.Invalid("plan_archived", "planId", "The plan is not on sale any more.");
                return await RequireTermsAsync(work, plan, order.Interval, order.Currency ?? customerCurrency ?? plan.Currency, order.Quantity);
            },
            cancellationToken);
    }

    /// <summary>Has everything on sale known to Stripe before a decision relies on it.</summary>
    public async Task EnsureMirroredAsync(CancellationToken cancellationToken)
    {
        if (await mirror.IsIncompleteAsync(cancellationToken))
            await mirror.RunAsync(cancellationToken);
    }

    /// <summary>
    /// The terms after a change. Who stays on his plan and interval keeps the price he subscribed at, whatever the plan costs
    /// today.
    /// </summary>
    /// <exception cref="BillingException">As for a new subscription; 422 <c>seats_below_one</c>, <c>seats_below_members</c>.</exception>
    public async Task<SubscriptionTerms> AfterAsync(Work work, SubscriptionRow subscription, SubscriptionChange change)
    {
        var quantity = change.Quantity ?? subscription.Quantity + (change.SeatsDelta ?? 0);
        if (quantity < subscription.Quantity)
            SubscriptionRules.EnsureRoom(quantity, await seatUse.FindAsync(work, subscription.TenantId) ?? 0);
        var plan = await RequirePlanAsync(work, change.PlanId ?? subscription.PlanId);
        var interval = change.Interval ?? subscription.Interval;
        if (plan.Id != subscription.PlanId || interval != subscription.Interval)
        {
            if (!plan.Active)
                throw BillingException.Invalid("plan_archived", "planId", "The plan is not on sale any more.");
            return await RequireTermsAsync(work, plan, interval, subscription.Currency, quantity);
        }

        SubscriptionRules.EnsureSeats(quantity, plan.Limits.Read<PlanLimits>());
        var price = (await plans.FindPriceAsync(work, subscription.PlanPriceId))!;
        return new SubscriptionTerms(plan, price, [], quantity);
    }

    /// <summary>The same plan, interval and seats at another of the plan's prices, with the metered prices that came with it or before.</summary>
    internal async Task<SubscriptionTerms> AtPriceAsync(Work work, SubscriptionRow subscription, Guid priceId)
    {
        var price = (await plans.FindPriceAsync(work, priceId))!;
        var plan = (await plans.FindAsync(work, price.PlanId))!;
        var meters = await plans.ListMetersAtAsync(work, plan.Id, price.Currency, price.Interval, price.Version);
        return new SubscriptionTerms(plan, price, meters, subscription.Quantity);
    }

    private async Task<PlanRow> RequirePlanAsync(Work work, Guid planId) =>
        await plans.FindAsync(work, planId) ?? throw BillingException.Invalid("plan_not_found", "planId", "There is no such plan.");

    private async Task<SubscriptionTerms> RequireTermsAsync(Work work, PlanRow plan, string interval, string currency, long quantity)
    {
        SubscriptionRules.EnsureSeats(quantity, plan.Limits.Read<PlanLimits>());
        var price = (await plans.ListPricesAsync(work, [plan.Id])).FirstOrDefault(found => found.Currency == currency && found.Interval == interval)
            ?? throw BillingException.Invalid("price_not_found", "currency", $"The plan has no price in {currency} by the {interval}.");
        var meters = await plans.ListMetersAsync(work, plan.Id, currency, interval);
        return new SubscriptionTerms(plan, price, meters, quantity);
    }
}
