using ClientForge.Billing.StripeSandbox.Disputes;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary>When the bank wants the customer to authenticate.</summary>
internal enum Authentication
{
    /// <summary>Never.</summary>
    None,

    /// <summary>On setup and on session; off session only while it has not been set up.</summary>
    UntilSetUp,

    /// <summary>On session; it counts as set up from the start.</summary>
    AlreadySetUp,

    /// <summary>Every time, whatever the setup.</summary>
    Always,
}

/// <summary>What happens to a refund.</summary>
internal enum RefundBehavior
{
    Succeeds,
    PendingThenSucceeds,
    SucceedsThenFails,
}

/// <summary>A card or bank account of Stripe's test mode and what it does.</summary>
/// <param name="Name">Token without its prefix: <c>visa</c> of <c>pm_card_visa</c>; what a payment method remembers.</param>
internal sealed record TestInstrument(string Name)
{
    /// <summary><c>card</c>, <c>sepa_debit</c> or <c>us_bank_account</c>.</summary>
    public string Type { get; init; } = "card";

    /// <summary>Full token.</summary>
    public required string Token { get; init; }

    public string? Number { get; init; }

    public string Brand { get; init; } = "visa";

    public string Funding { get; init; } = "credit";

    public string Country { get; init; } = "US";

    public Authentication Authentication { get; init; }

    public bool Supports3ds { get; init; } = true;

    /// <summary>The failure of every charge; null = charges succeed.</summary>
    public Decline? Decline { get; init; }

    /// <summary>The failure already shows when the card is attached or set up.</summary>
    public bool DeclinesOnAttach { get; init; }

    /// <summary>The failure shows only when a security code was given.</summary>
    public bool NeedsCvc { get; init; }

    public RefundBehavior Refund { get; init; }

    /// <summary><c>cvc_check</c> of the card.</summary>
    public string CvcCheck { get; init; } = "pass";

    public string? PostalCheck { get; init; }

    public string? Line1Check { get; init; }

    public string RiskLevel { get; init; } = "normal";

    /// <summary>What a successful charge is disputed for; null = it is not.</summary>
    public DisputeScript? Dispute { get; init; }

    /// <summary>The issuer reports a successful charge as fraud (early fraud warning).</summary>
    public bool FraudRecord { get; init; }

    /// <summary>Funds are available at once.</summary>
    public bool BypassesPending { get; init; }

    /// <summary>Seconds until a bank debit settles; null = it stays in processing.</summary>
    public long? SettlesAfter { get; init; }

    /// <summary>Micro-deposits come back from the account.</summary>
    public bool RefusesMicrodeposits { get; init; }

    public string Last4 => Number is { Length: >= 4 } number ? number[^4..] : "0000";
}

/// <summary>Why a payment fails.</summary>
internal sealed record Decline(string Code, string? DeclineCode, string Message)
{
    public string? AdviceCode { get; init; }

    /// <summary>Type of the error that tells it.</summary>
    public string ErrorType { get; init; } = "card_error";

    /// <summary>Never sent to the bank: blocked as too risky.</summary>
    public bool Blocked { get; init; }

    public static Decline Card(string declineCode, string message = "Your card was declined.") => new("card_declined", declineCode, message)
    {
        AdviceCode = declineCode is "lost_card" or "stolen_card" ? "do_not_try_again" : "try_again_later",
    };

    public static Decline Generic { get; } = Card("generic_decline");

    public static Decline InsufficientFunds { get; } = Card("insufficient_funds", "Your card has insufficient funds.");

    public static Decline ProcessingError { get; } = new(
        "processing_error", null, "An error occurred while processing your card. Try again in a little bit.");

    public static Decline AuthenticationRequired { get; } = new(
        "authentication_required", "authentication_required", "Your card was declined. This transaction requires authentication.");

    public static Decline AuthenticationFailed { get; } = new(
        "payment_intent_authentication_failure",
        null,
        "We are unable to authenticate your payment method. Please choose a different payment method and try again.")
    {
        ErrorType = "invalid_request_error",
    };
}
