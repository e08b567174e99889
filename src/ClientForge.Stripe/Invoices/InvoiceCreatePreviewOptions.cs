using Stripe.Infrastructure;

namespace Stripe;

public class InvoiceCreatePreviewOptions : BaseOptions
{
    public InvoiceAutomaticTaxOptions AutomaticTax { get; set; }

    public string Currency { get; set; }

    public string Customer { get; set; }

    public string CustomerAccount { get; set; }

    public InvoiceCustomerDetailsOptions CustomerDetails { get; set; }

    [Emptyable]
    public List<InvoiceDiscountOptions> Discounts
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public List<InvoiceUpcomingInvoiceItemOptions> InvoiceItems { get; set; }

    public InvoiceIssuerOptions Issuer { get; set; }

    [Emptyable]
    public string OnBehalfOf
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public string PreviewMode { get; set; }

    public string Schedule { get; set; }

    public InvoiceScheduleDetailsOptions ScheduleDetails { get; set; }

    public string Subscription { get; set; }

    public InvoiceSubscriptionDetailsOptions SubscriptionDetails { get; set; }
}
