using System.Globalization;
using ClientForge.Billing.Data.Invoices;
using ClientForge.Billing.Services.Invoices;
using FluentValidation;

namespace ClientForge.Billing.Api.Invoices;

/// <summary>An invoice. Amounts are minor units of <see cref="Currency"/>.</summary>
public sealed record InvoiceResponse
{
    /// <summary>Null for an invoice that is only previewed.</summary>
    public Guid? Id { get; init; }

    /// <summary>Given at finalization.</summary>
    public string? Number { get; init; }

    /// <summary><c>draft</c>, <c>open</c>, <c>paid</c>, <c>uncollectible</c> or <c>void</c>.</summary>
    public required string Status { get; init; }

    public required string Currency { get; init; }

    public required long Subtotal { get; init; }

    /// <summary>What discounts took off, as a positive number.</summary>
    public required long Discount { get; init; }

    public required long Tax { get; init; }

    public required long Total { get; init; }

    public required long AmountDue { get; init; }

    public required long AmountPaid { get; init; }

    public required long AmountRemaining { get; init; }

    /// <summary>Positive: customer balance used; negative: debt collected.</summary>
    public required long CreditApplied { get; init; }

    public DateTimeOffset? DueDate { get; init; }

    public DateTimeOffset? PaidAt { get; init; }

    public string? BillingReason { get; init; }

    public required DateTimeOffset PeriodStart { get; init; }

    public required DateTimeOffset PeriodEnd { get; init; }

    /// <summary>Automatic tries to collect it so far.</summary>
    public required int AttemptCount { get; init; }

    public DateTimeOffset? NextPaymentAttempt { get; init; }

    /// <summary>A page of Stripe's where it can be paid.</summary>
    public string? HostedInvoiceUrl { get; init; }

    public required IReadOnlyList<InvoiceLineResponse> Lines { get; init; }

    /// <summary>Null for an invoice that is only previewed.</summary>
    public string? StripeInvoiceId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public static InvoiceResponse Of(InvoiceDetails details)
    {
        var invoice = details.Invoice;
        var isPreview = invoice.Id == Guid.Empty;
        return new InvoiceResponse
        {
            Id = isPreview ? null : invoice.Id,
            Number = invoice.Number,
            Status = invoice.Status,
            Currency = invoice.Currency,
            Subtotal = invoice.Subtotal,
            Discount = invoice.Discount,
            Tax = invoice.Tax,
            Total = invoice.Total,
            AmountDue = invoice.AmountDue,
            AmountPaid = invoice.AmountPaid,
            AmountRemaining = invoice.AmountRemaining,
            CreditApplied = invoice.CreditApplied,
            DueDate = invoice.DueDate,
            PaidAt = invoice.PaidAt,
            BillingReason = invoice.BillingReason,
            PeriodStart = invoice.PeriodStart,
            PeriodEnd = invoice.PeriodEnd,
            AttemptCount = details.AttemptCount,
            NextPaymentAttempt = details.NextPaymentAttempt,
            HostedInvoiceUrl = invoice.HostedInvoiceUrl,
            Lines = [.. details.Lines.Select(InvoiceLineResponse.Of)],
            StripeInvoiceId = isPreview ? null : invoice.StripeInvoiceId,
            CreatedAt = invoice.CreatedAt,
        };
    }
}

/// <summary>A line of an invoice. Amounts are minor units of the invoice's currency.</summary>
public sealed record InvoiceLineResponse
{
    /// <summary>To ask why it is what it is; null in an invoice that is only previewed. A draft's lines are written anew until it is finalized.</summary>
    public Guid? Id { get; init; }

    public required string Description { get; init; }

    public long? Quantity { get; init; }

    /// <summary>The price of one; null where it has decimals or tiers decide.</summary>
    public long? UnitAmount { get; init; }

    /// <summary>The price of one with its decimals.</summary>
    public string? UnitAmountDecimal { get; init; }

    /// <summary>Before discounts and tax.</summary>
    public required long Amount { get; init; }

    public required long TaxAmount { get; init; }

    /// <summary>Percent.</summary>
    public decimal? TaxRate { get; init; }

    public required bool Proration { get; init; }

    public required DateTimeOffset PeriodStart { get; init; }

    public required DateTimeOffset PeriodEnd { get; init; }

    public static InvoiceLineResponse Of(InvoiceLineRow line) => new()
    {
        Id = line.InvoiceId == Guid.Empty ? null : line.Id,
        Description = line.Description,
        Quantity = line.Quantity,
        UnitAmount = line.UnitAmount,
        UnitAmountDecimal = line.UnitAmountDecimal?.ToString("0.############", CultureInfo.InvariantCulture),
        Amount = line.Amount,
        TaxAmount = line.TaxAmount,
        // Without the zeros that the column's scale adds.
        TaxRate = line.TaxRate / 1.0000000000m,
        Proration = line.Proration,
        PeriodStart = line.PeriodStart,
        PeriodEnd = line.PeriodEnd,
    };
}

/// <summary>Which invoices are wanted.</summary>
public sealed record InvoiceListFilter
{
    /// <summary><c>draft</c>, <c>open</c>, <c>paid</c>, <c>uncollectible</c> or <c>void</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Created at or after.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Created before.</summary>
    public DateTimeOffset? To { get; init; }
}

internal sealed class InvoiceListFilterValidator : AbstractValidator<InvoiceListFilter>
{
    private static readonly string[] Statuses = ["draft", "open", "paid", "uncollectible", "void"];

    public InvoiceListFilterValidator()
    {
        RuleFor(filter => filter.Status).Must(status => status is null || Statuses.Contains(status))
            .WithMessage($"One of {string.Join(", ", Statuses)} is wanted.");
        RuleFor(filter => filter.To).Must((filter, to) => to is null || filter.From is null || filter.From <= to)
            .WithMessage("The end must not lie before the beginning.");
    }
}

/// <summary>How an open invoice is to be paid.</summary>
public sealed record PayInvoiceRequest
{
    /// <summary>One of the tenant's; the default one when absent.</summary>
    public Guid? PaymentMethodId { get; init; }
}
