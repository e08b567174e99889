namespace Stripe;

public class InvoicePaymentGetOptions : BaseOptions;
