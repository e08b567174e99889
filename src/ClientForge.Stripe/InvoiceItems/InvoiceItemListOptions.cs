namespace Stripe;

public class InvoiceItemListOptions : ListOptions
{
    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }

    public string Customer { get; set; }

    public string CustomerAccount { get; set; }

    public string Invoice { get; set; }

    public bool? Pending { get; set; }
}
