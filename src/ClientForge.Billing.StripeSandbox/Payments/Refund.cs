using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary>Money given back. Amounts in minor units.</summary>
internal sealed record Refund : StripeObject
{
    public override string Object => "refund";

    public required long Amount { get; init; }

    [Expandable("balance_transaction")]
    public string? BalanceTransaction { get; init; }

    [Expandable("charge")]
    public required string Charge { get; init; }

    public required long Created { get; init; }

    public required string Currency { get; init; }

    [Expandable("customer")]
    public string? Customer { get; init; }

    public string? CustomerAccount { get; init; }

    public RefundDestination? DestinationDetails { get; init; }

    [AbsentWhenNull, Expandable("balance_transaction")]
    public string? FailureBalanceTransaction { get; init; }

    [AbsentWhenNull]
    public string? FailureReason { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    [Expandable("payment_intent")]
    public string? PaymentIntent { get; init; }

    [Expandable("payment_method")]
    public string? PaymentMethod { get; init; }

    [AbsentWhenNull]
    public string? PendingReason { get; init; }

    public string? Reason { get; init; }

    public string? ReceiptNumber { get; init; }

    public string? SourceTransferReversal { get; init; }

    public required string Status { get; init; }

    public string? TransferReversal { get; init; }
}

internal sealed record RefundDestination(string Type, [property: AbsentWhenNull] CardRefund? Card);

internal sealed record CardRefund(string ReferenceStatus, string ReferenceType, string Type);
