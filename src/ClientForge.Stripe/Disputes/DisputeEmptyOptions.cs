namespace Stripe;

public class DisputeCloseOptions : BaseOptions;

public class DisputeGetOptions : BaseOptions;
