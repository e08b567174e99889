using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Customers;

/// <summary>One movement of a customer's balance. Amounts are minor units; positive is owed, negative is credit.</summary>
internal sealed record CustomerBalanceTransaction : StripeObject
{
    public override string Object => "customer_balance_transaction";

    public required long Amount { get; init; }

    public string? CheckoutSession { get; init; }

    public required long Created { get; init; }

    [Expandable("credit_note")]
    public string? CreditNote { get; init; }

    public required string Currency { get; init; }

    [Expandable("customer")]
    public required string Customer { get; init; }

    public string? CustomerAccount { get; init; }

    public string? Description { get; init; }

    public required long EndingBalance { get; init; }

    [Expandable("invoice")]
    public string? Invoice { get; init; }

    public bool Livemode { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary><c>adjustment</c>, <c>applied_to_invoice</c>, <c>unapplied_from_invoice</c>, <c>credit_note</c> …</summary>
    public required string Type { get; init; }
}
