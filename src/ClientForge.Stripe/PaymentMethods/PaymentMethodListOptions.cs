namespace Stripe;

public class PaymentMethodListOptions : ListOptions
{
    public string AllowRedisplay { get; set; }

    public string Customer { get; set; }

    public string CustomerAccount { get; set; }

    public string Type { get; set; }
}
