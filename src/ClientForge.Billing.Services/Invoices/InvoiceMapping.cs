using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Invoices;
using Stripe;

namespace ClientForge.Billing.Services.Invoices;

/// <summary>Where a Stripe invoice belongs in our tables.</summary>
internal sealed record InvoicePlace
{
    public required Guid TenantId { get; init; }

    public required Guid Id { get; init; }

    public Guid? SubscriptionId { get; init; }

    public required DateTimeOffset Now { get; init; }
}

/// <summary>A Stripe tax rate as far as documents name it.</summary>
/// <param name="Name">"VAT", …</param>
/// <param name="Percentage">Percent.</param>
public sealed record KnownTaxRate(string Name, decimal Percentage);

/// <summary>Pure: a Stripe invoice in the shape of our tables.</summary>
internal static class InvoiceMapping
{
    public static InvoiceRow ToRow(Invoice invoice, InvoicePlace place) => new()
    {
        TenantId = place.TenantId,
        Id = place.Id,
        SubscriptionId = place.SubscriptionId,
        StripeInvoiceId = invoice.Id,
        StripeCustomerId = invoice.CustomerId,
        Number = invoice.Number,
        Status = invoice.Status,
        Currency = invoice.Currency,
        Subtotal = invoice.Subtotal,
        Discount = invoice.TotalDiscountAmounts?.Sum(discount => discount.Amount) ?? 0,
        Tax = invoice.TotalTaxes?.Sum(tax => tax.Amount) ?? 0,
        Total = invoice.Total,
        CreditApplied = CreditApplied(invoice),
        AmountDue = invoice.AmountDue,
        AmountPaid = invoice.AmountPaid,
        AmountRemaining = invoice.AmountRemaining,
        CollectionMethod = invoice.CollectionMethod,
        AutoAdvance = invoice.AutoAdvance,
        BillingReason = invoice.BillingReason,
        DueDate = invoice.DueDate,
        PaidAt = invoice.StatusTransitions?.PaidAt,
        FinalizedAt = invoice.StatusTransitions?.FinalizedAt,
        VoidedAt = invoice.StatusTransitions?.VoidedAt,
        PeriodStart = invoice.PeriodStart,
        PeriodEnd = invoice.PeriodEnd,
        AttemptCount = (int)invoice.AttemptCount,
        NextPaymentAttempt = invoice.NextPaymentAttempt,
        PdfUrl = invoice.InvoicePdf,
        HostedInvoiceUrl = invoice.HostedInvoiceUrl,
        CustomerName = invoice.CustomerName,
        CustomerEmail = invoice.CustomerEmail,
        CustomerAddress = invoice.CustomerAddress is { } address ? Json.From(ToAddress(address)) : null,
        CustomerTaxId = invoice.CustomerTaxIds is [{ Value: { } taxId }, ..] ? taxId : null,
        CustomerTaxExempt = invoice.CustomerTaxExempt,
        Description = invoice.Description,
        CreatedAt = invoice.Created,
        UpdatedAt = place.Now,
    };

    public static IReadOnlyList<InvoiceLineRow> ToLines(
        IEnumerable<InvoiceLineItem> lines, InvoicePlace place, IReadOnlyDictionary<string, KnownTaxRate> rates) =>
        [.. lines.Select((line, position) => ToLine(line, position, place, rates))];

    /// <summary>The tax of each rate; rates that bring nothing are left out.</summary>
    public static IReadOnlyList<InvoiceTaxRow> ToTaxes(Invoice invoice, InvoicePlace place, IReadOnlyDictionary<string, KnownTaxRate> rates) =>
    [
        .. (invoice.TotalTaxes ?? [])
            .Where(tax => tax.Amount != 0)
            .Select((tax, position) =>
            {
                var rate = tax.TaxRateDetails?.TaxRateId is { } id ? rates.GetValueOrDefault(id) : null;
                return new InvoiceTaxRow
                {
                    TenantId = place.TenantId,
                    InvoiceId = place.Id,
                    Position = position,
                    DisplayName = rate?.Name ?? "Tax",
                    Percentage = rate?.Percentage ?? 0,
                    Amount = tax.Amount,
                };
            }),
    ];

    /// <summary>The Stripe tax rates that the invoice and its lines refer to.</summary>
    public static IReadOnlySet<string> TaxRateIds(Invoice invoice, IEnumerable<InvoiceLineItem> lines) =>
        (invoice.TotalTaxes ?? []).Select(tax => tax.TaxRateDetails?.TaxRateId)
            .Concat(lines.SelectMany(line => line.Taxes ?? []).Select(tax => tax.TaxRateDetails?.TaxRateId))
            .OfType<string>()
            .ToHashSet();

    private static InvoiceLineRow ToLine(InvoiceLineItem line, int position, InvoicePlace place, IReadOnlyDictionary<string, KnownTaxRate> rates)
    {
        var unit = line.Pricing?.UnitAmountDecimal;
        var taxed = (line.Taxes ?? []).Select(tax => tax.TaxRateDetails?.TaxRateId).OfType<string>().Distinct().ToArray();
        return new InvoiceLineRow
        {
            TenantId = place.TenantId,
            Id = Guid.CreateVersion7(place.Now),
            InvoiceId = place.Id,
            StripeLineId = line.Id,
            Position = position,
            Description = line.Description ?? "",
            Quantity = line.Quantity,
            UnitAmount = unit is { } price && decimal.IsInteger(price) ? (long)price : null,
            UnitAmountDecimal = unit,
            Amount = line.Amount,
            DiscountAmount = line.DiscountAmounts?.Sum(discount => discount.Amount) ?? 0,
            TaxAmount = line.Taxes?.Sum(tax => tax.Amount) ?? 0,
            TaxRate = taxed.Length == 0 ? null : taxed.Sum(id => rates.GetValueOrDefault(id)?.Percentage ?? 0),
            Proration = line.Parent?.SubscriptionItemDetails?.Proration ?? line.Parent?.InvoiceItemDetails?.Proration ?? false,
            PeriodStart = line.Period.Start,
            PeriodEnd = line.Period.End,
            StripePriceId = line.Pricing?.PriceDetails?.PriceId,
        };
    }

    // Once finalized, the balance's movement says it exactly, also for totals too small to be charged; before that it is what
    // the balance would take.
    private static long CreditApplied(Invoice invoice) =>
        invoice.EndingBalance is { } ending ? ending - invoice.StartingBalance : Math.Max(0, invoice.Total) - invoice.AmountDue;

    private static CustomerAddress ToAddress(Address address) => new()
    {
        Line1 = address.Line1,
        Line2 = address.Line2,
        City = address.City,
        State = address.State,
        PostalCode = address.PostalCode,
        Country = address.Country,
    };
}

/// <summary>An address as it stood when the invoice was finalized.</summary>
internal sealed record CustomerAddress
{
    public string? Line1 { get; init; }

    public string? Line2 { get; init; }

    public string? City { get; init; }

    public string? State { get; init; }

    public string? PostalCode { get; init; }

    public string? Country { get; init; }
}
