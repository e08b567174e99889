namespace Stripe;

public class PaymentIntentVerifyMicrodepositsOptions : BaseOptions
{
    public List<long?> Amounts { get; set; }

    public string DescriptorCode { get; set; }
}
