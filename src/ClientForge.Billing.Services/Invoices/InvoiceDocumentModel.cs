namespace ClientForge.Billing.Services.Invoices;

/// <summary>Everything an invoice's document shows; nothing else decides about its bytes. Amounts are minor units of <see cref="Currency"/>.</summary>
public sealed record InvoiceDocumentModel
{
    public required DocumentParty Seller { get; init; }

    public required DocumentParty Buyer { get; init; }

    public required string Number { get; init; }

    /// <summary>Stripe's word: <c>open</c>, <c>paid</c>, <c>void</c> or <c>uncollectible</c>.</summary>
    public required string Status { get; init; }

    /// <summary>ISO 4217, lower case.</summary>
    public required string Currency { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset? PaidAt { get; init; }

    public required IReadOnlyList<DocumentLine> Lines { get; init; }

    public required long Subtotal { get; init; }

    /// <summary>What was taken off, as a positive number.</summary>
    public required long Discount { get; init; }

    public required IReadOnlyList<DocumentTax> Taxes { get; init; }

    public required long Total { get; init; }

    /// <summary>Positive: customer balance used; negative: debt collected.</summary>
    public required long CreditApplied { get; init; }

    public required long AmountPaid { get; init; }

    public required long AmountRemaining { get; init; }

    /// <summary>Free text below the totals.</summary>
    public string? Memo { get; init; }

    /// <summary>The buyer owes the tax (article 196 of directive 2006/112/EC), which the invoice must say.</summary>
    public bool ReverseCharge { get; init; }

    /// <summary>A page where the invoice can be paid.</summary>
    public string? PaymentUrl { get; init; }
}

/// <summary>Who sells or buys.</summary>
public sealed record DocumentParty
{
    public required string Name { get; init; }

    /// <summary>Street, city and country, a line each.</summary>
    public IReadOnlyList<string> Address { get; init; } = [];

    public string? Email { get; init; }

    public string? TaxId { get; init; }
}

/// <summary>One line of an invoice.</summary>
public sealed record DocumentLine
{
    public required string Description { get; init; }

    public DateTimeOffset? PeriodStart { get; init; }

    public DateTimeOffset? PeriodEnd { get; init; }

    public long? Quantity { get; init; }

    /// <summary>Minor units, with decimals for prices below one; null where one price does not explain the amount.</summary>
    public decimal? UnitAmount { get; init; }

    public required long Amount { get; init; }

    /// <summary>Percent; null when the line is not taxed.</summary>
    public decimal? TaxRate { get; init; }
}

/// <summary>The tax of one rate over all lines that carry it.</summary>
/// <param name="Name">"VAT", "Sales tax", …</param>
/// <param name="Percentage">Percent.</param>
/// <param name="Amount">Minor units.</param>
public sealed record DocumentTax(string Name, decimal Percentage, long Amount);
