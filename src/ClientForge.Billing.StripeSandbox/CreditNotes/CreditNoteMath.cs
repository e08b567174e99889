using ClientForge.Billing.StripeSandbox.Invoices;
using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Tax;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.CreditNotes;

/// <summary>Computes what a credit note credits. Amounts are minor units.</summary>
internal static class CreditNoteMath
{
    /// <summary>The lines asked for: parts of the invoice's lines, or lines of the caller's own.</summary>
    public static IReadOnlyList<CreditNoteLine> Lines(UnitOfWork work, Invoice invoice, IReadOnlyList<Params> asked) =>
        [.. asked.Select(source => Line(work, invoice, source))];

    /// <summary>One line for a bare amount, taxes included.</summary>
    public static CreditNoteLine Bare(long amount, string? description) => new()
    {
        Id = Ids.New("cnli"),
        Amount = amount,
        Description = description,
        Quantity = 1,
        Type = "custom_line_item",
        UnitAmount = amount,
        UnitAmountDecimal = InvoiceLines.Number(amount),
    };

    /// <summary>The total of lines with their exclusive taxes.</summary>
    public static long Total(IReadOnlyList<CreditNoteLine> lines) => lines.Sum(line => line.Amount - line.DiscountAmount + TaxOf(line, "exclusive"));

    public static long TaxOf(CreditNoteLine line, string behavior) =>
        line.Taxes.Where(tax => tax.TaxBehavior == behavior).Sum(tax => tax.Amount);

    private static CreditNoteLine Line(UnitOfWork work, Invoice invoice, Params source)
    {
        var type = source.Word("type", "custom_line_item", "invoice_line_item") ?? throw Errors.Missing(source.Path("type"));
        var description = source.String("description");
        var rates = source.Strings("tax_rates", 5);
        source.Ignore("tax_amounts", "metadata");
        return type == "invoice_line_item"
            ? OfInvoiceLine(invoice, source)
            : Custom(work, source, description, rates);
    }

    private static CreditNoteLine OfInvoiceLine(Invoice invoice, Params source)
    {
        var id = source.RequiredString("invoice_line_item");
        var line = invoice.Lines.Data.FirstOrDefault(candidate => candidate.Id == id)
            ?? throw Errors.NoSuchInBody("invoice line item", id, source.Path("invoice_line_item"));
        source.Exclusive("amount", "quantity");
        var amount = source.Long("amount", 1);
        var quantity = source.Long("quantity", 1);
        var share = amount is { } part ? Ratio(part, line.Amount, source.Path("amount"))
            : quantity is { } count ? Ratio(count, line.Quantity ?? 1, source.Path("quantity"))
            : Rational.One;
        long Part(long whole) => (Rational.Of(whole) * share).RoundHalfAwayFromZero();
        return new()
        {
            Id = Ids.New("cnli"),
            Amount = Part(line.Amount),
            Description = line.Description,
            DiscountAmount = line.DiscountAmounts.Sum(discount => Part(discount.Amount)),
            DiscountAmounts = [.. line.DiscountAmounts.Select(discount => discount with { Amount = Part(discount.Amount) })],
            InvoiceLineItem = line.Id,
            Quantity = quantity ?? (amount is null ? line.Quantity : null),
            Taxes = [.. line.Taxes.Select(tax => tax with { Amount = Part(tax.Amount), TaxableAmount = Part(tax.TaxableAmount) })],
            Type = "invoice_line_item",
            UnitAmountDecimal = line.Pricing?.UnitAmountDecimal,
        };
    }

    private static CreditNoteLine Custom(UnitOfWork work, Params source, string? description, Given<IReadOnlyList<string>> rateIds)
    {
        source.Exclusive("unit_amount", "unit_amount_decimal");
        var unit = source.Decimal("unit_amount_decimal") ?? source.Long("unit_amount", 0) ?? throw Errors.Missing(source.Path("unit_amount"));
        var quantity = source.Long("quantity", 1) ?? 1;
        var amount = PriceMath.Amount(new() { UnitAmount = Rational.Of(unit) }, quantity);
        TaxRate[] rates = [.. (rateIds.Value ?? []).Select((id, i) => work.FromParam<TaxRate>(id, source.Path($"tax_rates][{i}")))];
        var taxes = TaxMath.Taxes(amount, [.. rates.Select(rate => new TaxTerms(rate.Id, rate.Percentage, rate.Inclusive))]);
        return Bare(amount, description ?? throw Errors.Missing(source.Path("description"))) with
        {
            Quantity = quantity,
            TaxRates = rates,
            Taxes = [.. taxes.Select(InvoiceCalculator.Standard)],
            UnitAmount = decimal.IsInteger(unit) ? (long)unit : null,
            UnitAmountDecimal = InvoiceLines.Number(unit),
        };
    }

    private static Rational Ratio(long part, long whole, string param) =>
        part <= whole ? Rational.Of(part, whole) : throw Errors.Invalid("The credit is larger than the line it refers to.", param);
}
