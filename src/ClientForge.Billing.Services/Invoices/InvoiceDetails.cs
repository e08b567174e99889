using ClientForge.Billing.Data.Invoices;

namespace ClientForge.Billing.Services.Invoices;

/// <summary>An invoice with its lines, and what dunning knows of it.</summary>
public sealed record InvoiceDetails
{
    public required InvoiceRow Invoice { get; init; }

    public required IReadOnlyList<InvoiceLineRow> Lines { get; init; }

    /// <summary>Automatic tries to collect, Stripe's first one and ours.</summary>
    public required int AttemptCount { get; init; }

    /// <summary>When the next automatic try comes; null when none does.</summary>
    public DateTimeOffset? NextPaymentAttempt { get; init; }
}

/// <summary>Which of a tenant's invoices are wanted.</summary>
public sealed record InvoiceQuery
{
    public string? Status { get; init; }

    /// <summary>Created at or after.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Created before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The last invoice of the page before.</summary>
    public Guid? After { get; init; }

    public required int Limit { get; init; }
}

/// <summary>A line that a person puts on an invoice.</summary>
public sealed record ManualItem
{
    public required string Description { get; init; }

    public required long Quantity { get; init; }

    /// <summary>Minor units of the invoice's currency; negative for a credit.</summary>
    public required long UnitAmount { get; init; }

    public required bool Taxable { get; init; }
}

/// <summary>An invoice that a person writes.</summary>
public sealed record ManualInvoice
{
    public required Currency Currency { get; init; }

    public required IReadOnlyList<ManualItem> Items { get; init; }

    /// <summary>The customer pays by itself within so many days; null: the payment method on file is charged.</summary>
    public int? DueDays { get; init; }

    /// <summary>Finalized by itself an hour later; otherwise it stays a draft until it is finalized.</summary>
    public required bool AutoAdvance { get; init; }
}

/// <summary>A finished document.</summary>
/// <param name="Number">The invoice's number.</param>
/// <param name="Content">The PDF.</param>
public sealed record InvoicePdf(string Number, byte[] Content);
