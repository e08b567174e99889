namespace Stripe;

public class PromotionCodeRestrictionsCurrencyOptions : StripeEntity<PromotionCodeRestrictionsCurrencyOptions>
{
    public long MinimumAmount { get; set; }
}

public class PromotionCodeRestrictionsCurrencyOptionsOptions : INestedOptions
{
    public long? MinimumAmount { get; set; }
}
