namespace Stripe;

public class TaxRateListOptions : ListOptions
{
    public bool? Active { get; set; }

    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }

    public bool? Inclusive { get; set; }
}
