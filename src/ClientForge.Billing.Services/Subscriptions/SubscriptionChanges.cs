using ClientForge.Billing.Data;
using ClientForge.Billing.Data.StripeIntents;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.StripeApi;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>
/// Changes of plan, interval, seats, coupon and trial that take effect now. A change whose invoice is declined did not
/// happen; one whose payment the bank wants authenticated waits at Stripe, and the old plan goes on until then.
/// </summary>
public sealed class SubscriptionChanges(
    Database database, SubscriptionRepository subscriptions, PlanTerms plans, CouponCodes coupons, StripeCommands commands, TimeProvider time)
{
    internal const string IntentKind = "subscription.update";

    /// <exception cref="BillingException">404 <c>subscription_not_found</c>; 409 by state; 422; 402 when the change was declined.</exception>
    public async Task ApplyAsync(RequestContext context, SubscriptionChange change, CancellationToken cancellationToken)
    {
        await plans.EnsureMirroredAsync(cancellationToken);
        var coupon = await FindCouponAsync(context.TenantId, change, cancellationToken);
        var outcome = await commands.TryRunAsync(Command(context, change, coupon, "error_if_incomplete", step: ""), cancellationToken);
        if (outcome is { Intent: { State: IntentState.Rejected, ErrorCode: SubscriptionCalls.RequiresAction } } && CanWait(change))
            outcome = await commands.TryRunAsync(Command(context, change, coupon, "pending_if_incomplete", step: "authenticate"), cancellationToken);
        if (outcome is null)
            return;
        if (outcome.Intent is { State: IntentState.Rejected } refused && CouponCodes.Translate(refused.ErrorCode, refused.ErrorParam, refused.ErrorMessage) is { } translated)
            throw translated;
        outcome.EnsureSucceeded();
    }

    /// <summary>What the change comes to at this second, for a preview: the very parts that the change itself is made of.</summary>
    internal async Task<UpdateParts?> ResolveAsync(RequestContext context, SubscriptionChange change, CancellationToken cancellationToken)
    {
        await plans.EnsureMirroredAsync(cancellationToken);
        var coupon = await FindCouponAsync(context.TenantId, change, cancellationToken);
        return await database.InTenantAsync(context.TenantId, work => DecideAsync(work, context.TenantId, change, coupon), cancellationToken);
    }

    // Only items, their proration and the trial may wait for a payment: https://docs.stripe.com/billing/subscriptions/pending-updates-reference.
    private static bool CanWait(SubscriptionChange change) => change.CouponCode is null;

    private StripeCommand Command(RequestContext context, SubscriptionChange change, RedeemableCode? coupon, string paymentBehavior, string step) => new()
    {
        Context = context,
        Kind = IntentKind,
        ObjectType = MirroredTypes.Subscription,
        Step = step,
        Decide = async (work, _) => await DecideAsync(work, context.TenantId, change, coupon) is { } parts
            ? await SubscriptionCalls.UpdateAsync(parts, paymentBehavior)
            : null,
    };

    private async Task<UpdateParts?> DecideAsync(Work work, Guid tenantId, SubscriptionChange change, RedeemableCode? coupon)
    {
        var subscription = await subscriptions.FindCurrentAsync(work, tenantId) ?? throw SubscriptionReader.NotFound();
        if (change.Bond?.Holds(subscription) == false)
            throw BoundPreviews.Moved(preview: null);
        if (change.NamesItems)
            SubscriptionRules.EnsureAllowed(SubscriptionCommand.Change, subscription);
        if (coupon is not null)
            SubscriptionRules.EnsureAllowed(SubscriptionCommand.ApplyCoupon, subscription);
        if (change.TrialEnd is not null)
            SubscriptionRules.EnsureAllowed(SubscriptionCommand.ChangeTrial, subscription);
        var terms = change.NamesItems ? await plans.AfterAsync(work, subscription, change) : null;
        if (terms?.IsSameAs(subscription) == true)
            terms = null;
        if (change.ResetsAnchor)
            SubscriptionRules.EnsureAllowed(SubscriptionCommand.Change, subscription);
        if (change.ResetsAnchor && subscription.Status == "trialing")
            throw BillingException.Conflict("subscription_trialing", "The billing period begins with the end of the trial. End the trial instead.");
        if (terms is null && coupon is null && change.TrialEnd is null && !change.ResetsAnchor)
            return null;
        return new UpdateParts
        {
            Subscription = subscription,
            Terms = terms,
            ProrationBehavior = change.ProrationBehavior,
            Coupon = coupon,
            TrialEnd = change.TrialEnd,
            ResetsAnchor = change.ResetsAnchor,
            Now = change.Bond?.PricedAt ?? DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()),
        };
    }

    private async Task<RedeemableCode?> FindCouponAsync(Guid tenantId, SubscriptionChange change, CancellationToken cancellationToken)
    {
        if (change.CouponCode is null)
            return null;
        var current = await database.InTenantAsync(tenantId, work => subscriptions.FindCurrentAsync(work, tenantId), cancellationToken);
        return await coupons.FindAsync(change.CouponCode, (current ?? throw SubscriptionReader.NotFound()).Currency, cancellationToken);
    }
}
