namespace Stripe;

public class InvoiceListOptions : ListOptions
{
    public string CollectionMethod { get; set; }

    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }

    public string Customer { get; set; }

    public string CustomerAccount { get; set; }

    public AnyOf<DateTime?, DateRangeOptions> DueDate { get; set; }

    public string Status { get; set; }

    public string Subscription { get; set; }
}
