namespace Stripe;

public class PromotionCodeListOptions : ListOptions
{
    public bool? Active { get; set; }

    public string Code { get; set; }

    public string Coupon { get; set; }

    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }

    public string Customer { get; set; }

    public string CustomerAccount { get; set; }
}
