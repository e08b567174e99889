namespace Stripe;

public class CustomerTaxIdCreateOptions : BaseOptions
{
    public string Type { get; set; }

    public string Value { get; set; }
}
