using ClientForge.Billing.StripeSandbox.Http;

namespace ClientForge.Billing.StripeSandbox.Discounts;

/// <summary>Coupons, promotion codes and the discounts made from them.</summary>
internal sealed class DiscountModule : ISandboxModule
{
    public void Register(SandboxBuilder sandbox)
    {
        sandbox.Table<Discount>("discount");
        sandbox.Table<Coupon>("coupon");
        sandbox.Includable<Coupon>("applies_to", (_, coupon) => coupon.AppliesTo);
        sandbox.Includable<Coupon>("currency_options", (_, coupon) => CouponEndpoints.CurrencyOptions(coupon));
        sandbox.Post("/v1/coupons", CouponEndpoints.Create);
        sandbox.Get("/v1/coupons", CouponEndpoints.List);
        sandbox.Get("/v1/coupons/{id}", CouponEndpoints.Retrieve);
        sandbox.Post("/v1/coupons/{id}", CouponEndpoints.Update);
        sandbox.Delete("/v1/coupons/{id}", CouponEndpoints.Delete);

        sandbox.Table<PromotionCode>("promotion_code").IndexedBy("code", code => code.Code.ToUpperInvariant());
        sandbox.Post("/v1/promotion_codes", PromotionCodeEndpoints.Create);
        sandbox.Get("/v1/promotion_codes", PromotionCodeEndpoints.List);
        sandbox.Retrieve<PromotionCode>("/v1/promotion_codes");
        sandbox.Post("/v1/promotion_codes/{id}", PromotionCodeEndpoints.Update);
    }
}
