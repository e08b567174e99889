namespace Stripe;

public class SubscriptionDeleteDiscountOptions : BaseOptions;

public class SubscriptionGetOptions : BaseOptions;

public class SubscriptionSearchOptions : SearchOptions;
