namespace Stripe;

public class InvoiceAttachPaymentOptions : BaseOptions
{
    public string PaymentIntent { get; set; }

    public string PaymentRecord { get; set; }
}
