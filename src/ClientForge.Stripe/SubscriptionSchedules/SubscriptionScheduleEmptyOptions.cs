namespace Stripe;

public class SubscriptionScheduleGetOptions : BaseOptions;
