namespace ClientForge.Billing.Services.StripeApi;

/// <summary>Stripe's object types that have a projection of ours and are read again after every change.</summary>
public static class MirroredTypes
{
    public const string Customer = "customer";
    public const string Subscription = "subscription";
    public const string Invoice = "invoice";
    public const string PaymentMethod = "payment_method";

    public static bool Contains(string? objectType) => objectType is Customer or Subscription or Invoice or PaymentMethod;
}
