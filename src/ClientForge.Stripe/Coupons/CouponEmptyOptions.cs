namespace Stripe;

public class CouponDeleteOptions : BaseOptions;

public class CouponGetOptions : BaseOptions;
