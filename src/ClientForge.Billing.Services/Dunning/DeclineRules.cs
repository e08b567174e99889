using System.Collections.Frozen;
using ClientForge.Billing.Data.Dunning;

namespace ClientForge.Billing.Services.Dunning;

/// <summary>What became of a try that did not bring the money, as Stripe told it.</summary>
public sealed record PaymentFailure
{
    /// <summary>Stripe's <c>code</c>: <c>card_declined</c>, <c>expired_card</c>, …</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The issuer's reason. Not for the payer's eyes as it is.</summary>
    public string? DeclineCode { get; init; }

    /// <summary>The card network's advice, such as <c>do_not_try_again</c>.</summary>
    public string? AdviceCode { get; init; }

    public string? Message { get; init; }

    public string? StripeChargeId { get; init; }

    /// <summary>The payer's bank wants the payer.</summary>
    public bool RequiresAction { get; init; }

    /// <summary>When the try was made; null when that is not known.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>Pure rules over declines. https://docs.stripe.com/declines/codes</summary>
public static class DeclineRules
{
    // https://docs.stripe.com/billing/revenue-recovery/smart-retries lists what is not tried again with the same card.
    private static readonly FrozenSet<string> Hard = FrozenSet.Create(
        "incorrect_number", "lost_card", "pickup_card", "stolen_card", "revocation_of_authorization",
        "revocation_of_all_authorizations", "highest_risk_level", "transaction_not_allowed", "fraudulent",
        "merchant_blacklist", "restricted_card", "invalid_account");

    private static readonly FrozenSet<string> Authentication = FrozenSet.Create(
        "authentication_required", "invoice_payment_intent_requires_action", "payment_intent_authentication_failure",
        "payment_intent_action_required", "mobile_device_authentication_required", "authentication_not_handled",
        "offline_pin_required", "online_or_offline_pin_required");

    /// <summary>Whether trying again without the payer could bring the money.</summary>
    public static bool MayRetry(PaymentFailure failure) =>
        !WantsPayer(failure)
        && failure.AdviceCode != "do_not_try_again"
        && !(failure.DeclineCode is { } decline && Hard.Contains(decline))
        && !(failure.ErrorCode is { } code && Hard.Contains(code));

    /// <summary>Whether the payment method failed for good, and not because the bank wants the payer.</summary>
    public static bool IsHard(PaymentFailure failure) => !MayRetry(failure) && !WantsPayer(failure);

    /// <summary>Whether the payer has to authenticate.</summary>
    public static bool WantsPayer(PaymentFailure failure) =>
        failure.RequiresAction
        || failure.DeclineCode is { } decline && Authentication.Contains(decline)
        || failure.ErrorCode is { } code && Authentication.Contains(code);

    /// <summary>How the failed try stands in the log.</summary>
    public static string StatusOf(PaymentFailure failure) => WantsPayer(failure) ? PaymentTryStatus.RequiresAction : PaymentTryStatus.Failed;
}
