namespace Stripe;

public class PaymentIntentSearchOptions : SearchOptions;
