namespace Stripe;

public class PromotionCodePromotionOptions : INestedOptions
{
    public string Coupon { get; set; }

    public string Type { get; set; }
}

public class PromotionCodeRestrictionsOptions : INestedOptions
{
    public Dictionary<string, PromotionCodeRestrictionsCurrencyOptionsOptions> CurrencyOptions { get; set; }

    public bool? FirstTimeTransaction { get; set; }

    public long? MinimumAmount { get; set; }

    public string MinimumAmountCurrency { get; set; }
}
