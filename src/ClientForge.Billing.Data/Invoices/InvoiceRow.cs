namespace ClientForge.Billing.Data.Invoices;

/// <summary>The projection of a Stripe invoice. Amounts are minor units of <see cref="Currency"/>.</summary>
public sealed record InvoiceRow
{
    public required Guid TenantId { get; init; }

    public required Guid Id { get; init; }

    public Guid? SubscriptionId { get; init; }

    public required string StripeInvoiceId { get; init; }

    public required string StripeCustomerId { get; init; }

    /// <summary>Given by Stripe at finalization.</summary>
    public string? Number { get; init; }

    /// <summary>Stripe's word, or <c>deleted</c> for a draft that was deleted.</summary>
    public required string Status { get; init; }

    public required string Currency { get; init; }

    public required long Subtotal { get; init; }

    public required long Discount { get; init; }

    public required long Tax { get; init; }

    public required long Total { get; init; }

    /// <summary>Positive: customer balance used; negative: debt collected.</summary>
    public required long CreditApplied { get; init; }

    public required long AmountDue { get; init; }

    public required long AmountPaid { get; init; }

    public required long AmountRemaining { get; init; }

    /// <summary><c>charge_automatically</c> or <c>send_invoice</c>.</summary>
    public required string CollectionMethod { get; init; }

    public required bool AutoAdvance { get; init; }

    public string? BillingReason { get; init; }

    public DateTimeOffset? DueDate { get; init; }

    public DateTimeOffset? PaidAt { get; init; }

    public DateTimeOffset? FinalizedAt { get; init; }

    public DateTimeOffset? VoidedAt { get; init; }

    public required DateTimeOffset PeriodStart { get; init; }

    public required DateTimeOffset PeriodEnd { get; init; }

    /// <summary>As Stripe counts: the first try of any kind, then its own automatic ones only.</summary>
    public required int AttemptCount { get; init; }

    /// <summary>Of Stripe's own retries; null when this engine does the dunning.</summary>
    public DateTimeOffset? NextPaymentAttempt { get; init; }

    public string? PdfUrl { get; init; }

    public string? HostedInvoiceUrl { get; init; }

    public string? CustomerName { get; init; }

    public string? CustomerEmail { get; init; }

    public Json? CustomerAddress { get; init; }

    public string? CustomerTaxId { get; init; }

    /// <summary><c>none</c>, <c>exempt</c> or <c>reverse</c>.</summary>
    public string? CustomerTaxExempt { get; init; }

    public string? Description { get; init; }

    /// <summary>Stripe's.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
