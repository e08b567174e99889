namespace Stripe;

public class InvoicePaymentPaymentOptions : INestedOptions
{
    public string PaymentIntent { get; set; }

    public string PaymentRecord { get; set; }

    public string Type { get; set; }
}
