using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Discounts;

/// <summary>Whether coupons and promotion codes can be redeemed, and the counting of it.</summary>
internal static class Redemption
{
    /// <summary>The coupon with <c>valid</c> as it is now.</summary>
    public static Coupon Current(Coupon coupon, long now) =>
        coupon with { Valid = !coupon.IsDeleted && (coupon.RedeemBy is null || coupon.RedeemBy > now) && (coupon.MaxRedemptions is null || coupon.TimesRedeemed < coupon.MaxRedemptions) };

    /// <summary>The coupon a parameter names, if it can be redeemed in <paramref name="currency"/>.</summary>
    public static Coupon Require(UnitOfWork work, string id, string param, string? currency = null)
    {
        if (work.Find<Coupon>(id) is not { IsDeleted: false } coupon)
            throw Errors.NoSuchInBody("coupon", id, param);
        if (coupon.RedeemBy <= work.Now)
            throw Errors.Invalid($"Coupon expired: {id}", param, "coupon_expired");
        if (!Current(coupon, work.Now).Valid)
            throw Errors.Invalid($"Coupon has been used up: {id}", param, "coupon_expired");
        if (currency is not null && coupon.AmountOff is not null && AmountOff(coupon, currency) is null)
            throw Errors.Invalid($"The coupon {id} cannot be applied in the currency {currency}.", param);
        return coupon;
    }

    /// <summary>Minor units off in a currency; null when the coupon has none for it.</summary>
    public static long? AmountOff(Coupon coupon, string currency) => coupon.Currency == currency
        ? coupon.AmountOff
        : coupon.CurrencyOptions?.GetValueOrDefault(currency)?.AmountOff;

    /// <summary>The promotion code a parameter names, if the customer may redeem it.</summary>
    public static PromotionCode RequirePromotion(UnitOfWork work, string id, string param, string? customer, bool hasPaidBefore)
    {
        var code = work.FromParam<PromotionCode>(id, param);
        if (!code.Active || code.ExpiresAt <= work.Now || code.TimesRedeemed >= (code.MaxRedemptions ?? long.MaxValue))
            throw Errors.Invalid("This promotion code is inactive, expired or used up.", param);
        if (code.Customer is not null && code.Customer != customer)
            throw Errors.Invalid("This promotion code cannot be redeemed by this customer.", param);
        if (code.Restrictions.FirstTimeTransaction && hasPaidBefore)
            throw Errors.Invalid("This promotion code cannot be redeemed because the associated customer has prior transactions.", param);
        return code;
    }

    /// <summary>Makes and saves a discount and counts the redemption.</summary>
    /// <param name="work">The running unit of work.</param>
    /// <param name="discount">The discount as it will stand, with its coupon in <see cref="Discount.Source"/>.</param>
    public static Discount Redeem(UnitOfWork work, Discount discount)
    {
        var coupon = work.Get<Coupon>(discount.Source.Coupon);
        work.Save(coupon with { TimesRedeemed = coupon.TimesRedeemed + 1 });
        if (work.Find<PromotionCode>(discount.PromotionCode) is { } code)
            work.Save(code with { TimesRedeemed = code.TimesRedeemed + 1 });
        return work.Save(discount);
    }
}
