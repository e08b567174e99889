using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.StripeApi;
using Stripe;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>What a code stands for at Stripe: a coupon of ours, or a promotion code that was made in Stripe.</summary>
public sealed record RedeemableCode(string? CouponId, string? PromotionCodeId);

/// <summary>Finds what a code that somebody typed stands for.</summary>
public sealed class CouponCodes(Database database, CouponRepository coupons, StripeClient stripe, TimeProvider time)
{
    /// <param name="code">In any case; null finds nothing.</param>
    /// <param name="currency">Of the subscription: an amount off is of one currency.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BillingException">422 <c>coupon_not_found</c>, <c>coupon_expired</c>, <c>coupon_currency_mismatch</c>; 502.</exception>
    public async Task<RedeemableCode?> FindAsync(string? code, string currency, CancellationToken cancellationToken)
    {
        if (code is null)
            return null;
        var ours = await database.AsSystemAsync(work => coupons.FindByCodeAsync(work, code), cancellationToken);
        if (ours is { StripeCouponId: { } couponId })
        {
            if (ours.RedeemBy <= time.GetUtcNow())
                throw BillingException.Invalid("coupon_expired", "couponCode", "The coupon has expired.");
            if (ours.Currency is not null && ours.Currency != currency)
                throw BillingException.Invalid("coupon_currency_mismatch", "couponCode", $"The coupon is good for {ours.Currency} only.");
            return new RedeemableCode(couponId, null);
        }

        return new RedeemableCode(null, await FindPromotionCodeAsync(code, cancellationToken));
    }

    /// <summary>Stripe's refusal of a code in our words; null when the refusal was for something else.</summary>
    public static BillingException? Translate(string? errorCode, string? errorParam, string? message)
    {
        if (errorCode is "coupon_expired" or "promotion_code_expired")
            return BillingException.Invalid("coupon_expired", "couponCode", "The coupon has expired or was redeemed as often as it may be.");
        return errorParam is not null && (errorParam.StartsWith("discounts", StringComparison.Ordinal) || errorParam is "coupon" or "promotion_code")
            ? BillingException.Invalid("coupon_not_applicable", "couponCode", message ?? "The coupon cannot be used here.")
            : null;
    }

    private async Task<string> FindPromotionCodeAsync(string code, CancellationToken cancellationToken)
    {
        try
        {
            var found = await stripe.V1.PromotionCodes.ListAsync(new PromotionCodeListOptions { Code = code, Active = true, Limit = 1 }, cancellationToken: cancellationToken);
            return found.Data is [{ } promotionCode, ..]
                ? promotionCode.Id
                : throw BillingException.Invalid("coupon_not_found", "couponCode", "There is no such coupon or promotion code.");
        }
        catch (StripeException e)
        {
            throw StripeErrors.Translate(e);
        }
    }
}
