using ClientForge.Billing.Data.Invoices;

namespace ClientForge.Billing.Services.Invoices;

/// <summary>Pure: from a stored invoice to what its document shows.</summary>
internal static class InvoiceDocumentMapping
{
    /// <exception cref="InvalidOperationException">The invoice is a draft: it has no number yet.</exception>
    public static InvoiceDocumentModel ToModel(
        InvoiceRow invoice, IReadOnlyList<InvoiceLineRow> lines, IReadOnlyList<InvoiceTaxRow> taxes, DocumentParty seller) => new()
    {
        Seller = seller,
        Buyer = new DocumentParty
        {
            Name = invoice.CustomerName ?? invoice.CustomerEmail ?? invoice.StripeCustomerId,
            Address = Address(invoice.CustomerAddress?.Read<CustomerAddress>()),
            Email = invoice.CustomerEmail,
            TaxId = invoice.CustomerTaxId,
        },
        Number = invoice.Number ?? throw new InvalidOperationException("A draft has no document."),
        Status = invoice.Status,
        Currency = invoice.Currency,
        IssuedAt = invoice.FinalizedAt ?? invoice.CreatedAt,
        DueAt = invoice.DueDate,
        PaidAt = invoice.PaidAt,
        Lines = [.. lines.Select(ToLine)],
        Subtotal = invoice.Subtotal,
        Discount = invoice.Discount,
        Taxes = [.. taxes.Select(tax => new DocumentTax(tax.DisplayName, tax.Percentage, tax.Amount))],
        Total = invoice.Total,
        CreditApplied = invoice.CreditApplied,
        AmountPaid = invoice.AmountPaid,
        AmountRemaining = invoice.AmountRemaining,
        Memo = invoice.Description,
        ReverseCharge = invoice.CustomerTaxExempt == "reverse",
        PaymentUrl = invoice.HostedInvoiceUrl,
    };

    private static DocumentLine ToLine(InvoiceLineRow line) => new()
    {
        Description = line.Description,
        PeriodStart = line.PeriodStart,
        PeriodEnd = line.PeriodEnd,
        Quantity = line.Quantity,
        UnitAmount = Explains(line) ? line.UnitAmountDecimal : null,
        Amount = line.Amount,
        TaxRate = line.TaxRate,
    };

    // A proration, or tiers, have no one price that times the quantity makes the amount.
    private static bool Explains(InvoiceLineRow line) =>
        line is { Proration: false, UnitAmountDecimal: { } unit, Quantity: { } quantity }
        && Math.Round(unit * quantity, MidpointRounding.AwayFromZero) == line.Amount;

    private static IReadOnlyList<string> Address(CustomerAddress? address)
    {
        if (address is null)
            return [];
        var city = string.Join(' ', new[] { address.PostalCode, address.City, address.State }.Where(part => !string.IsNullOrWhiteSpace(part)));
        return [.. new[] { address.Line1, address.Line2, city, address.Country }.Where(line => !string.IsNullOrWhiteSpace(line)).OfType<string>()];
    }
}
