using ClientForge.Billing.StripeSandbox.Payments;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Disputes;

/// <summary>The words of <c>dispute.status</c> that the sandbox uses.</summary>
internal static class DisputeStatus
{
    public const string NeedsResponse = "needs_response";
    public const string WarningNeedsResponse = "warning_needs_response";
    public const string WarningClosed = "warning_closed";
    public const string UnderReview = "under_review";
    public const string WarningUnderReview = "warning_under_review";
    public const string Won = "won";
    public const string Lost = "lost";

    /// <summary>Nothing follows these.</summary>
    public static bool IsFinal(string status) => status is Won or Lost or WarningClosed;
}

/// <summary>A cardholder contests a charge. Amounts in minor units, times in Unix seconds.</summary>
internal sealed record Dispute : StripeObject
{
    /// <summary>Finds the disputes of a charge.</summary>
    public const string ChargeIndex = "charge";

    public override string Object => "dispute";

    public required long Amount { get; init; }

    /// <summary>What was taken from the account and what came back; empty for an inquiry.</summary>
    public IReadOnlyList<BalanceTransaction> BalanceTransactions { get; init; } = [];

    [Expandable("charge")]
    public required string Charge { get; init; }

    public required long Created { get; init; }

    public required string Currency { get; init; }

    public IReadOnlyList<string> EnhancedEligibilityTypes { get; init; } = [];

    public DisputeEvidence Evidence { get; init; } = new();

    public required DisputeEvidenceDetails EvidenceDetails { get; init; }

    /// <summary>Only an inquiry can still be settled by a refund.</summary>
    public required bool IsChargeRefundable { get; init; }

    public bool Livemode { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = MetadataRules.None;

    [Expandable("payment_intent")]
    public string? PaymentIntent { get; init; }

    public required DisputeMethodDetails PaymentMethodDetails { get; init; }

    /// <summary><c>fraudulent</c>, <c>product_not_received</c> and so on.</summary>
    public required string Reason { get; init; }

    public required string Status { get; init; }
}

/// <summary>What the account holder says; files are named by their id.</summary>
internal sealed record DisputeEvidence
{
    public string? AccessActivityLog { get; init; }

    public string? BillingAddress { get; init; }

    public string? CancellationPolicy { get; init; }

    public string? CancellationPolicyDisclosure { get; init; }

    public string? CancellationRebuttal { get; init; }

    public string? CustomerCommunication { get; init; }

    public string? CustomerEmailAddress { get; init; }

    public string? CustomerName { get; init; }

    public string? CustomerPurchaseIp { get; init; }

    public string? CustomerSignature { get; init; }

    public string? DuplicateChargeDocumentation { get; init; }

    public string? DuplicateChargeExplanation { get; init; }

    public string? DuplicateChargeId { get; init; }

    public IReadOnlyDictionary<string, string> EnhancedEvidence { get; init; } = MetadataRules.None;

    public string? ProductDescription { get; init; }

    public string? Receipt { get; init; }

    public string? RefundPolicy { get; init; }

    public string? RefundPolicyDisclosure { get; init; }

    public string? RefundRefusalExplanation { get; init; }

    public string? ServiceDate { get; init; }

    public string? ServiceDocumentation { get; init; }

    public string? ShippingAddress { get; init; }

    public string? ShippingCarrier { get; init; }

    public string? ShippingDate { get; init; }

    public string? ShippingDocumentation { get; init; }

    public string? ShippingTrackingNumber { get; init; }

    public string? UncategorizedFile { get; init; }

    public string? UncategorizedText { get; init; }
}

/// <param name="DueBy">Evidence is taken until then (Unix seconds).</param>
/// <param name="HasEvidence">Some evidence is there.</param>
/// <param name="PastDue">The time is over.</param>
/// <param name="SubmissionCount">How often evidence was handed in.</param>
internal sealed record DisputeEvidenceDetails(long? DueBy, bool HasEvidence, bool PastDue, long SubmissionCount)
{
    public IReadOnlyDictionary<string, string> EnhancedEligibility { get; init; } = MetadataRules.None;
}

internal sealed record DisputeMethodDetails(string Type, [property: AbsentWhenNull] DisputedCard? Card);

/// <param name="Brand">Brand of the card.</param>
/// <param name="CaseType"><c>chargeback</c> or <c>inquiry</c>.</param>
/// <param name="Network">The card's network.</param>
/// <param name="NetworkReasonCode">The network's own code.</param>
internal sealed record DisputedCard(string Brand, string CaseType, string Network, string NetworkReasonCode);

/// <summary>The issuer reports a charge as fraud, before or without a dispute.</summary>
internal sealed record EarlyFraudWarning : StripeObject
{
    public override string Object => "radar.early_fraud_warning";

    /// <summary>A refund would still prevent a dispute.</summary>
    public bool Actionable { get; init; } = true;

    [Expandable("charge")]
    public required string Charge { get; init; }

    public required long Created { get; init; }

    public string FraudType { get; init; } = "misc";

    public bool Livemode { get; init; }

    [Expandable("payment_intent")]
    public string? PaymentIntent { get; init; }
}
