namespace Stripe;

public class SubscriptionListOptions : ListOptions
{
    public SubscriptionAutomaticTaxOptions AutomaticTax { get; set; }

    public string CollectionMethod { get; set; }

    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }

    public AnyOf<DateTime?, DateRangeOptions> CurrentPeriodEnd { get; set; }

    public AnyOf<DateTime?, DateRangeOptions> CurrentPeriodStart { get; set; }

    public string Customer { get; set; }

    public string CustomerAccount { get; set; }

    public string Plan { get; set; }

    public string Price { get; set; }

    public string Status { get; set; }

    public string TestClock { get; set; }
}
