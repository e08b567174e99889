namespace Stripe;

public class TaxRateGetOptions : BaseOptions;
