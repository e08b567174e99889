namespace Stripe;

public class PaymentMethodDetachOptions : BaseOptions;

public class PaymentMethodGetOptions : BaseOptions;
