namespace Stripe;

public class CouponCurrencyOptions : StripeEntity<CouponCurrencyOptions>
{
    public long AmountOff { get; set; }
}

public class CouponCurrencyOptionsOptions : INestedOptions
{
    public long? AmountOff { get; set; }
}
