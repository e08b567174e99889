namespace Stripe;

public class PriceListOptions : ListOptions
{
    public bool? Active { get; set; }

    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }

    public string Currency { get; set; }

    public List<string> LookupKeys { get; set; }

    public string Product { get; set; }

    public PriceRecurringListOptions Recurring { get; set; }

    public string Type { get; set; }
}
