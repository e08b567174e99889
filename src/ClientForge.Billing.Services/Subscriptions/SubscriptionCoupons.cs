using ClientForge.Billing.Data;
using ClientForge.Billing.Data.StripeIntents;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.StripeApi;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>Applies and removes coupons. A subscription has one at a time: a new one takes the old one's place.</summary>
public sealed class SubscriptionCoupons(Database database, SubscriptionRepository subscriptions, CouponCodes coupons, StripeCommands commands)
{
    /// <exception cref="BillingException">404 <c>subscription_not_found</c>; 409 by state; 422 <c>coupon_not_found</c>, <c>coupon_expired</c>, <c>coupon_currency_mismatch</c>, <c>coupon_not_applicable</c>.</exception>
    public async Task ApplyAsync(RequestContext context, string code, CancellationToken cancellationToken)
    {
        var current = await database.InTenantAsync(context.TenantId, work => subscriptions.FindCurrentAsync(work, context.TenantId), cancellationToken)
            ?? throw SubscriptionReader.NotFound();
        SubscriptionRules.EnsureAllowed(SubscriptionCommand.ApplyCoupon, current);
        var coupon = await coupons.FindAsync(code, current.Currency, cancellationToken);
        var outcome = (await commands.TryRunAsync(Command(context, SubscriptionCommand.ApplyCoupon, coupon), cancellationToken))!;
        if (outcome.Intent is { State: IntentState.Rejected } refused && CouponCodes.Translate(refused.ErrorCode, refused.ErrorParam, refused.ErrorMessage) is { } translated)
            throw translated;
        outcome.EnsureSucceeded();
    }

    /// <exception cref="BillingException">404 <c>subscription_not_found</c>, <c>coupon_not_found</c>: there is none on it; 409 by state.</exception>
    public Task RemoveAsync(RequestContext context, CancellationToken cancellationToken) =>
        commands.RunAsync(Command(context, SubscriptionCommand.RemoveCoupon, coupon: null), cancellationToken);

    private StripeCommand Command(RequestContext context, SubscriptionCommand command, RedeemableCode? coupon) => new()
    {
        Context = context,
        Kind = coupon is null ? "subscription.remove_coupon" : "subscription.apply_coupon",
        ObjectType = MirroredTypes.Subscription,
        Decide = async (work, _) =>
        {
            var subscription = await subscriptions.FindCurrentAsync(work, context.TenantId) ?? throw SubscriptionReader.NotFound();
            SubscriptionRules.EnsureAllowed(command, subscription);
            if (coupon is null && subscription.DiscountCode is null)
                throw BillingException.NotFound("coupon_not_found", "There is no coupon on the subscription.");
            return await SubscriptionCalls.SetCouponAsync(subscription.StripeSubscriptionId, coupon);
        },
    };
}
