namespace Stripe;

public class PaymentMethodAttachOptions : BaseOptions
{
    public string Customer { get; set; }

    public string CustomerAccount { get; set; }
}
