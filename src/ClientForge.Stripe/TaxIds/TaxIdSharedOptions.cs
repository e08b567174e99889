namespace Stripe;

public class TaxIdOwnerOptions : INestedOptions
{
    public string Account { get; set; }

    public string Customer { get; set; }

    public string CustomerAccount { get; set; }

    public string Type { get; set; }
}
