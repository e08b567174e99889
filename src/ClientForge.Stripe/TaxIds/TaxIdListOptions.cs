namespace Stripe;

public class TaxIdListOptions : ListOptions
{
    public TaxIdOwnerOptions Owner { get; set; }
}
