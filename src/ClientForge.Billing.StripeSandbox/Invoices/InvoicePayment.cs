using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>How an invoice is paid: the link to its payment intent. Amounts are minor units, times Unix seconds.</summary>
internal sealed record InvoicePayment : StripeObject
{
    /// <summary>Finds the payments of an invoice.</summary>
    public const string InvoiceIndex = "invoice";

    /// <summary>Finds the payment that a payment intent makes.</summary>
    public const string IntentIndex = "payment_intent";

    public override string Object => "invoice_payment";

    public long? AmountPaid { get; init; }

    public required long AmountRequested { get; init; }

    public required long Created { get; init; }

    public required string Currency { get; init; }

    [Expandable("invoice")]
    public required string Invoice { get; init; }

    public required bool IsDefault { get; init; }

    public bool Livemode { get; init; }

    public required InvoicePaymentSource Payment { get; init; }

    /// <summary><c>open</c>, <c>paid</c> or <c>canceled</c>.</summary>
    public required string Status { get; init; }

    public InvoicePaymentTransitions StatusTransitions { get; init; } = new();
}

internal sealed record InvoicePaymentSource([property: Expandable("payment_intent")] string PaymentIntent)
{
    public string Type { get; } = "payment_intent";
}

internal sealed record InvoicePaymentTransitions
{
    public long? CanceledAt { get; init; }

    public long? PaidAt { get; init; }
}
