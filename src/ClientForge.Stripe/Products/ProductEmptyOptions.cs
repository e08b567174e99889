namespace Stripe;

public class ProductDeleteOptions : BaseOptions;

public class ProductGetOptions : BaseOptions;

public class ProductSearchOptions : SearchOptions;
