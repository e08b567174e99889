using System.Collections.Frozen;

namespace ClientForge.Billing.StripeSandbox.Rules;

/// <summary>What can be done about a failed payment.</summary>
internal enum FailureClass
{
    /// <summary>The same card may work later.</summary>
    Soft,

    /// <summary>The cardholder has to authenticate.</summary>
    Action,

    /// <summary>The card's data must be corrected or another card given.</summary>
    Data,

    /// <summary>No further charge is tried until there is a new payment method.</summary>
    Hard,
}

/// <summary>Sorts decline codes. https://docs.stripe.com/declines/codes</summary>
internal static class PaymentFailures
{
    // https://docs.stripe.com/billing/revenue-recovery/smart-retries: these are not retried with the same payment method.
    private static readonly FrozenSet<string> NeverRetried = FrozenSet.Create(
        "incorrect_number", "lost_card", "pickup_card", "stolen_card", "revocation_of_authorization",
        "revocation_of_all_authorizations", "authentication_required", "highest_risk_level", "transaction_not_allowed");

    private static readonly FrozenSet<string> Hard = FrozenSet.Create(
        "lost_card", "stolen_card", "pickup_card", "restricted_card", "fraudulent", "merchant_blacklist",
        "revocation_of_authorization", "revocation_of_all_authorizations", "invalid_account", "highest_risk_level");

    private static readonly FrozenSet<string> Action = FrozenSet.Create(
        "authentication_required", "mobile_device_authentication_required", "authentication_not_handled",
        "offline_pin_required", "online_or_offline_pin_required");

    private static readonly FrozenSet<string> Data = FrozenSet.Create(
        "expired_card", "incorrect_cvc", "incorrect_zip", "incorrect_address", "incorrect_number", "incorrect_pin", "invalid_cvc",
        "invalid_number", "invalid_expiry_month", "invalid_expiry_year", "invalid_pin", "invalid_amount", "card_not_supported",
        "currency_not_supported", "new_account_information_available", "pin_try_exceeded", "testmode_decline");

    /// <summary>
    /// The class of a failure; the issuer's <paramref name="adviceCode"/> goes before the table. An unknown code is soft, as a generic
    /// decline is.
    /// </summary>
    public static FailureClass Classify(string? declineCode, string? adviceCode = null) => adviceCode switch
    {
        "do_not_try_again" => FailureClass.Hard,
        "confirm_card_data" => FailureClass.Data,
        "try_again_later" => FailureClass.Soft,
        _ when declineCode is null => FailureClass.Soft,
        _ when Hard.Contains(declineCode) => FailureClass.Hard,
        _ when Action.Contains(declineCode) => FailureClass.Action,
        _ when Data.Contains(declineCode) => FailureClass.Data,
        _ => FailureClass.Soft,
    };

    /// <summary>Whether an automatic retry with the same payment method may reach the network.</summary>
    public static bool MayRetry(string? declineCode, string? adviceCode = null) =>
        adviceCode != "do_not_try_again" && (declineCode is null || !NeverRetried.Contains(declineCode));
}
