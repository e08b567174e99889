namespace Stripe;

public class InvoicePaymentListOptions : ListOptions
{
    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }

    public string Invoice { get; set; }

    public InvoicePaymentPaymentOptions Payment { get; set; }

    public string Status { get; set; }
}
