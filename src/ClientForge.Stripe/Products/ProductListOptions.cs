namespace Stripe;

public class ProductListOptions : ListOptions
{
    public bool? Active { get; set; }

    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }

    public List<string> Ids { get; set; }

    public bool? Shippable { get; set; }

    public string Type { get; set; }

    public string Url { get; set; }
}
