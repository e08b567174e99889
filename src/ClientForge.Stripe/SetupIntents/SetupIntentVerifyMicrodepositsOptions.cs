namespace Stripe;

public class SetupIntentVerifyMicrodepositsOptions : BaseOptions
{
    public List<long?> Amounts { get; set; }

    public string DescriptorCode { get; set; }
}
