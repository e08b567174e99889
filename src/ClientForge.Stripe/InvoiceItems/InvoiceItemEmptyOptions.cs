namespace Stripe;

public class InvoiceItemDeleteOptions : BaseOptions;

public class InvoiceItemGetOptions : BaseOptions;
