namespace Stripe;

public class ChargeGetOptions : BaseOptions;

public class ChargeSearchOptions : SearchOptions;
