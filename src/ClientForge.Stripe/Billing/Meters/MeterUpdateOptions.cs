namespace Stripe.Billing;

public class MeterUpdateOptions : BaseOptions
{
    public string DisplayName { get; set; }
}
