using Stripe.Infrastructure;

namespace Stripe;

/// <summary>A code that customers redeem for a coupon.</summary>
public class PromotionCode : StripeEntity<PromotionCode>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public bool Active { get; set; }

    public string Code { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    [Expandable("customer", Object = nameof(Customer))]
    public string CustomerId { get => Customer?.Id ?? field; set; }

    public Customer Customer { get; set; }

    public string CustomerAccount { get; set; }

    public DateTime? ExpiresAt { get; set; }

    public bool Livemode { get; set; }

    public long? MaxRedemptions { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public PromotionCodePromotion Promotion { get; set; }

    public PromotionCodeRestrictions Restrictions { get; set; }

    public long TimesRedeemed { get; set; }
}

public class PromotionCodePromotion : StripeEntity<PromotionCodePromotion>
{
    [Expandable("coupon", Object = nameof(Coupon))]
    public string CouponId { get => Coupon?.Id ?? field; set; }

    public Coupon Coupon { get; set; }

    public string Type { get; set; }
}

public class PromotionCodeRestrictions : StripeEntity<PromotionCodeRestrictions>
{
    public Dictionary<string, PromotionCodeRestrictionsCurrencyOptions> CurrencyOptions { get; set; }

    public bool FirstTimeTransaction { get; set; }

    public long? MinimumAmount { get; set; }

    public string MinimumAmountCurrency { get; set; }
}
