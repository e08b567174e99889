namespace Stripe.Billing;

public class MeterDeactivateOptions : BaseOptions;

public class MeterGetOptions : BaseOptions;

public class MeterReactivateOptions : BaseOptions;
