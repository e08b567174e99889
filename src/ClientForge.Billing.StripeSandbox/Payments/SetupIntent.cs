using System.Text.Json;
using System.Text.Json.Serialization;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary>A payment method being made ready for later charges.</summary>
internal sealed record SetupIntent : StripeObject, IOnTestClock
{
    public override string Object => "setup_intent";

    public string? Application { get; init; }

    public AutomaticPaymentMethods? AutomaticPaymentMethods { get; init; }

    public string? CancellationReason { get; init; }

    public required string ClientSecret { get; init; }

    public required long Created { get; init; }

    [Expandable("customer")]
    public string? Customer { get; init; }

    public string? CustomerAccount { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? ExcludedPaymentMethodTypes { get; init; }

    public IReadOnlyList<string>? FlowDirections { get; init; }

    public PaymentError? LastSetupError { get; init; }

    [Expandable("setup_attempt")]
    public string? LatestAttempt { get; init; }

    public bool Livemode { get; init; }

    [Expandable("mandate")]
    public string? Mandate { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public NextAction? NextAction { get; init; }

    public string? OnBehalfOf { get; init; }

    [Expandable("payment_method")]
    public string? PaymentMethod { get; init; }

    public PaymentMethodConfigurationDetails? PaymentMethodConfigurationDetails { get; init; }

    public JsonElement? PaymentMethodOptions { get; init; }

    public required IReadOnlyList<string> PaymentMethodTypes { get; init; }

    [Expandable("mandate")]
    public string? SingleUseMandate { get; init; }

    public required string Status { get; init; }

    /// <summary><c>off_session</c> or <c>on_session</c>.</summary>
    public required string Usage { get; init; }

    [Internal, JsonPropertyName("_test_clock")]
    public string? TestClock { get; init; }
}

/// <summary>One try of a setup intent.</summary>
internal sealed record SetupAttempt : StripeObject
{
    public override string Object => "setup_attempt";

    public string? Application { get; init; }

    public string? CustomerAccount { get; init; }

    public IReadOnlyList<string>? FlowDirections { get; init; }

    public string? OnBehalfOf { get; init; }

    public required JsonElement PaymentMethodDetails { get; init; }

    public required long Created { get; init; }

    [Expandable("customer")]
    public string? Customer { get; init; }

    public bool Livemode { get; init; }

    [Expandable("payment_method")]
    public required string PaymentMethod { get; init; }

    public PaymentError? SetupError { get; init; }

    [Expandable("setup_intent")]
    public required string SetupIntent { get; init; }

    public required string Status { get; init; }

    public required string Usage { get; init; }
}

/// <summary>The customer's consent to later debits.</summary>
internal sealed record Mandate : StripeObject
{
    public override string Object => "mandate";

    public required MandateAcceptance CustomerAcceptance { get; init; }

    public IReadOnlyDictionary<string, string> MultiUse { get; init; } = MetadataRules.None;

    public required JsonElement PaymentMethodDetails { get; init; }

    public bool Livemode { get; init; }

    [Expandable("payment_method")]
    public required string PaymentMethod { get; init; }

    public required string Status { get; init; }

    public string Type { get; init; } = "multi_use";
}

internal sealed record MandateAcceptance(long AcceptedAt, MandateOnline Online)
{
    public string Type { get; } = "online";
}

internal sealed record MandateOnline(string IpAddress, string UserAgent);
