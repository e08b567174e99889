namespace Stripe;

public class InvoiceDeleteOptions : BaseOptions;

public class InvoiceGetOptions : BaseOptions;

public class InvoiceMarkUncollectibleOptions : BaseOptions;

public class InvoiceSearchOptions : SearchOptions;

public class InvoiceSendOptions : BaseOptions;

public class InvoiceVoidOptions : BaseOptions;
