namespace Stripe.Billing;

public class MeterListOptions : ListOptions
{
    public string Status { get; set; }
}
