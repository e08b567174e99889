namespace Stripe;

public class PromotionCodeGetOptions : BaseOptions;
