namespace Stripe;

public class CouponAppliesToOptions : INestedOptions
{
    public List<string> Products { get; set; }
}
