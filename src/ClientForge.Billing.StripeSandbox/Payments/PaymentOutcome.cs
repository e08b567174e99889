using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary>How a try to collect ended.</summary>
internal enum PaymentStatus
{
    Succeeded,

    /// <summary>Authorized, to be captured.</summary>
    RequiresCapture,

    /// <summary>A bank debit is under way.</summary>
    Processing,

    /// <summary>The customer has to authenticate.</summary>
    RequiresAction,

    Failed,
}

/// <summary>The end of a try to collect.</summary>
/// <param name="Intent">The payment intent afterwards.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Charge">The charge made, a failed one included.</param>
/// <param name="Decline">Why it failed.</param>
internal sealed record PaymentOutcome(PaymentIntent Intent, PaymentStatus Status, Charge? Charge, Decline? Decline)
{
    /// <summary>The 402 Stripe answers for a failure, or the 400 for an account that was not proven; the charge made stays on record.</summary>
    public StripeError ToError() => new(Decline!.ErrorType == "card_error" ? 402 : 400, Decline.Message)
    {
        Type = Decline.ErrorType,
        Code = Decline.Code,
        DeclineCode = Decline.DeclineCode,
        AdviceCode = Decline.AdviceCode,
        Charge = Charge?.Id,
        PaymentIntent = Intent,
        PaymentMethod = Intent.LastPaymentError?.PaymentMethod,
        KeepsEffects = true,
    };
}
