namespace Stripe;

public class RefundCancelOptions : BaseOptions;

public class RefundGetOptions : BaseOptions;
