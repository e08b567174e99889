using ClientForge.Billing.Data.StripeIntents;

namespace ClientForge.Billing.Services.Dunning;

/// <summary>Reads a <see cref="PaymentFailure"/> out of what Stripe refused.</summary>
internal static class PaymentFailures
{
    public static PaymentFailure Of(StripeIntentRow rejected) => new()
    {
        ErrorCode = rejected.ErrorCode,
        DeclineCode = rejected.DeclineCode,
        Message = rejected.ErrorMessage,
        At = rejected.UpdatedAt,
    };
}
