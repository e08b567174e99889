namespace Stripe;

public class TaxIdCreateOptions : BaseOptions
{
    public TaxIdOwnerOptions Owner { get; set; }

    public string Type { get; set; }

    public string Value { get; set; }
}
