namespace Stripe;

public class TaxIdDeleteOptions : BaseOptions;

public class TaxIdGetOptions : BaseOptions;
