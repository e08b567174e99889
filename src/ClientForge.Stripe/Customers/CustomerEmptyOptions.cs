namespace Stripe;

public class CustomerDeleteDiscountOptions : BaseOptions;

public class CustomerDeleteOptions : BaseOptions;

public class CustomerGetOptions : BaseOptions;

public class CustomerSearchOptions : SearchOptions;
