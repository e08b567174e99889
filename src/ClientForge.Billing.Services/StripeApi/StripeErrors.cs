using ClientForge.Billing.Data.StripeIntents;
using ClientForge.Billing.Services.Errors;
using Stripe;

namespace ClientForge.Billing.Services.StripeApi;

/// <summary>Stripe's errors in our words, in one place.</summary>
public static class StripeErrors
{
    // The payer is not told these: https://docs.stripe.com/declines/codes asks for a generic decline instead.
    private static readonly HashSet<string> Hidden = ["lost_card", "stolen_card", "fraudulent", "merchant_blacklist", "pickup_card"];

    /// <summary>The error of a call that Stripe definitely refused.</summary>
    public static BillingException Translate(StripeIntentRow intent) =>
        Translate(intent.HttpStatus ?? 0, intent.ErrorType, intent.ErrorCode, intent.DeclineCode, intent.ErrorMessage);

    /// <summary>The error of a read or preview.</summary>
    public static BillingException Translate(StripeException exception) => exception.StripeError is { } error && (int)exception.HttpStatusCode < 500
        ? Translate((int)exception.HttpStatusCode, error.Type, error.Code, error.DeclineCode, error.Message)
        : Unavailable();

    /// <summary>The call may or may not have had its effect; it is being resolved in the background.</summary>
    public static BillingException OutcomeUnknown() => BillingException.Upstream(
        "stripe_outcome_unknown",
        "Stripe did not answer in time. The request was kept and is being resolved; repeat it with the same Idempotency-Key to learn how it ended.");

    public static BillingException Unavailable() => BillingException.Upstream("stripe_unavailable", "Stripe could not be reached or failed.");

    /// <summary>The decline code that the payer may see.</summary>
    public static string? Shown(string? declineCode) =>
        declineCode is not null && Hidden.Contains(declineCode) ? "generic_decline" : declineCode;

    private static BillingException Translate(int status, string? type, string? code, string? declineCode, string? message)
    {
        if (type == "card_error" || status == 402)
            return BillingException.CardDeclined(code ?? "card_declined", Shown(declineCode), CardMessage(code, declineCode, message));
        return code switch
        {
            "resource_missing" => BillingException.Invalid("stripe_resource_missing", "body", message ?? "Stripe does not know that object."),
            "rate_limit" or "lock_timeout" => BillingException.Unavailable("stripe_busy", "Stripe is busy with this object.", TimeSpan.FromSeconds(2)),
            _ when status is 401 or 403 => Unavailable(),
            _ => BillingException.Conflict(code ?? "stripe_refused", message ?? "Stripe refused the request."),
        };
    }

    private static string CardMessage(string? code, string? declineCode, string? message) =>
        Shown(declineCode) != declineCode ? "Your card was declined." : message ?? code ?? "Your card was declined.";
}
