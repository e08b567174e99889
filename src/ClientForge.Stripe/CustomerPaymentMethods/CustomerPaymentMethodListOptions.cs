namespace Stripe;

public class CustomerPaymentMethodListOptions : ListOptions
{
    public string AllowRedisplay { get; set; }

    public string Type { get; set; }
}
