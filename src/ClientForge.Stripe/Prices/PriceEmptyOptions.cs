namespace Stripe;

public class PriceGetOptions : BaseOptions;

public class PriceSearchOptions : SearchOptions;
