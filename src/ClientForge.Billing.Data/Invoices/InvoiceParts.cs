namespace ClientForge.Billing.Data.Invoices;

/// <summary>A line of an invoice. Amounts are minor units of the invoice's currency.</summary>
public sealed record InvoiceLineRow
{
    public required Guid TenantId { get; init; }

    public required Guid Id { get; init; }

    public required Guid InvoiceId { get; init; }

    public required string StripeLineId { get; init; }

    /// <summary>From zero, in Stripe's order.</summary>
    public required int Position { get; init; }

    public required string Description { get; init; }

    public long? Quantity { get; init; }

    /// <summary>The price of one, where it is a whole number of minor units.</summary>
    public long? UnitAmount { get; init; }

    /// <summary>The price of one with up to twelve decimals of a minor unit.</summary>
    public decimal? UnitAmountDecimal { get; init; }

    /// <summary>Before discounts and tax.</summary>
    public required long Amount { get; init; }

    public required long DiscountAmount { get; init; }

    public required long TaxAmount { get; init; }

    /// <summary>Percent, of all taxes together; null when the line carries none.</summary>
    public decimal? TaxRate { get; init; }

    public required bool Proration { get; init; }

    public required DateTimeOffset PeriodStart { get; init; }

    public required DateTimeOffset PeriodEnd { get; init; }

    public string? StripePriceId { get; init; }

    /// <summary>Set for usage lines.</summary>
    public string? Metric { get; init; }
}

/// <summary>The tax of one rate over a whole invoice.</summary>
public sealed record InvoiceTaxRow
{
    public required Guid TenantId { get; init; }

    public required Guid InvoiceId { get; init; }

    public required int Position { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>Percent.</summary>
    public required decimal Percentage { get; init; }

    /// <summary>Minor units of the invoice's currency.</summary>
    public required long Amount { get; init; }
}

/// <summary>A rendered document.</summary>
public sealed record InvoiceDocumentRow
{
    public required Guid TenantId { get; init; }

    public required Guid Id { get; init; }

    public required Guid InvoiceId { get; init; }

    /// <summary>SHA-256 of what the document was rendered from.</summary>
    public required byte[] ContentHash { get; init; }

    public required byte[] Content { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>How often an invoice was tried by itself.</summary>
public sealed record InvoiceTryCount
{
    public required Guid InvoiceId { get; init; }

    public required int Tries { get; init; }
}

/// <summary>Which of a tenant's invoices are wanted.</summary>
public sealed record InvoiceFilter
{
    public required Guid TenantId { get; init; }

    public string? Status { get; init; }

    /// <summary>Created at or after.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Created before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The last invoice of the page before.</summary>
    public Guid? After { get; init; }

    public required int Limit { get; init; }
}
