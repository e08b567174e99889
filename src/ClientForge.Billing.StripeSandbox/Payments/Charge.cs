using System.Text.Json;
using System.Text.Json.Serialization;
using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary>One try to take money, failed ones included. Amounts in minor units.</summary>
internal sealed record Charge : StripeObject, IOnTestClock
{
    public override string Object => "charge";

    public required long Amount { get; init; }

    public long AmountCaptured { get; init; }

    public long AmountRefunded { get; init; }

    public string? Application { get; init; }

    public string? ApplicationFee { get; init; }

    public long? ApplicationFeeAmount { get; init; }

    [Expandable("balance_transaction")]
    public string? BalanceTransaction { get; init; }

    public required BillingDetails BillingDetails { get; init; }

    public string? CalculatedStatementDescriptor { get; init; }

    public bool Captured { get; init; }

    public required long Created { get; init; }

    public required string Currency { get; init; }

    [Expandable("customer")]
    public string? Customer { get; init; }

    public string? Description { get; init; }

    public bool Disputed { get; init; }

    public string? FailureBalanceTransaction { get; init; }

    public string? FailureCode { get; init; }

    public string? FailureMessage { get; init; }

    public IReadOnlyDictionary<string, string> FraudDetails { get; init; } = MetadataRules.None;

    public bool Livemode { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public string? OnBehalfOf { get; init; }

    public ChargeOutcome? Outcome { get; init; }

    public bool Paid { get; init; }

    [Expandable("payment_intent")]
    public required string PaymentIntent { get; init; }

    public required string PaymentMethod { get; init; }

    public required JsonElement PaymentMethodDetails { get; init; }

    public string? ReceiptEmail { get; init; }

    public string? ReceiptNumber { get; init; }

    public string? ReceiptUrl { get; init; }

    public bool Refunded { get; init; }

    public string? Review { get; init; }

    public Shipping? Shipping { get; init; }

    public string? Source { get; init; }

    public string? SourceTransfer { get; init; }

    public string? StatementDescriptor { get; init; }

    public string? StatementDescriptorSuffix { get; init; }

    /// <summary><c>succeeded</c>, <c>pending</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    public TransferData? TransferData { get; init; }

    public string? TransferGroup { get; init; }

    [Internal]
    public string? Invoice { get; init; }

    [Internal, JsonPropertyName("_test_clock")]
    public string? TestClock { get; init; }
}

internal sealed record ChargeOutcome
{
    public string? AdviceCode { get; init; }

    public string? NetworkAdviceCode { get; init; }

    public string? NetworkDeclineCode { get; init; }

    public required string NetworkStatus { get; init; }

    public string? Reason { get; init; }

    public string RiskLevel { get; init; } = "normal";

    public long RiskScore { get; init; } = 20;

    public required string SellerMessage { get; init; }

    public required string Type { get; init; }
}
