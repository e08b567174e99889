using ClientForge.Billing.StripeSandbox.Invoices;
using ClientForge.Billing.StripeSandbox.Tax;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.CreditNotes;

/// <summary>A credit note. Amounts are minor units, times Unix seconds.</summary>
internal sealed record CreditNote : StripeObject
{
    /// <summary>Finds the credit notes of an invoice.</summary>
    public const string InvoiceIndex = "invoice";

    public override string Object => "credit_note";

    public required long Amount { get; init; }

    public long AmountShipping { get; init; }

    public required long Created { get; init; }

    public required string Currency { get; init; }

    [Expandable("customer")]
    public required string Customer { get; init; }

    public string? CustomerAccount { get; init; }

    [Expandable("customer_balance_transaction")]
    public string? CustomerBalanceTransaction { get; init; }

    public long DiscountAmount { get; init; }

    public IReadOnlyList<DiscountAmount> DiscountAmounts { get; init; } = [];

    public required long EffectiveAt { get; init; }

    [Expandable("invoice")]
    public required string Invoice { get; init; }

    public required StripeList<CreditNoteLine> Lines { get; init; }

    public bool Livemode { get; init; }

    public string? Memo { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public required string Number { get; init; }

    public long? OutOfBandAmount { get; init; }

    public required string Pdf { get; init; }

    public required long PostPaymentAmount { get; init; }

    public required long PrePaymentAmount { get; init; }

    public IReadOnlyList<PretaxCredit> PretaxCreditAmounts { get; init; } = [];

    public string? Reason { get; init; }

    public IReadOnlyList<CreditNoteRefund> Refunds { get; init; } = [];

    public string? ShippingCost { get; init; }

    /// <summary><c>issued</c> or <c>void</c>.</summary>
    public required string Status { get; init; }

    public required long Subtotal { get; init; }

    public required long SubtotalExcludingTax { get; init; }

    public required long Total { get; init; }

    public required long TotalExcludingTax { get; init; }

    public IReadOnlyList<TaxAmount> TotalTaxes { get; init; } = [];

    /// <summary><c>pre_payment</c>, <c>post_payment</c> or <c>mixed</c>.</summary>
    public required string Type { get; init; }

    public long? VoidedAt { get; init; }
}

internal sealed record CreditNoteLine : StripeObject
{
    public override string Object => "credit_note_line_item";

    public required long Amount { get; init; }

    public string? Description { get; init; }

    public long DiscountAmount { get; init; }

    public IReadOnlyList<DiscountAmount> DiscountAmounts { get; init; } = [];

    [AbsentWhenNull]
    public string? InvoiceLineItem { get; init; }

    public bool Livemode { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<PretaxCredit> PretaxCreditAmounts { get; init; } = [];

    public long? Quantity { get; init; }

    public IReadOnlyList<TaxRate> TaxRates { get; init; } = [];

    public IReadOnlyList<TaxAmount> Taxes { get; init; } = [];

    /// <summary><c>invoice_line_item</c> or <c>custom_line_item</c>.</summary>
    public required string Type { get; init; }

    public long? UnitAmount { get; init; }

    public string? UnitAmountDecimal { get; init; }
}

internal sealed record CreditNoteRefund(long AmountRefunded, [property: Expandable("refund")] string Refund)
{
    public string? PaymentRecordRefund { get; init; }

    public string Type { get; } = "refund";
}
