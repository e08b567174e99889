using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Tax;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>What an invoice's sums depend on besides its own fields.</summary>
internal sealed record CalculationContext
{
    /// <summary>The terms of a discount in the invoice's currency; null when it takes nothing off in that currency.</summary>
    public required Func<string, DiscountTerms?> Discount { get; init; }

    public required Func<string, TaxTerms> TaxRate { get; init; }

    /// <summary>The customer pays no tax (<c>tax_exempt</c> is exempt or reverse): lines say so and carry none.</summary>
    public required bool TaxExempt { get; init; }

    /// <summary>Finds a line's rate by the customer's place (<c>automatic_tax</c>), in stead of tax rates; null when that is off.</summary>
    public Func<InvoiceLine, AutomaticRate?>? Automatic { get; init; }

    /// <summary><c>automatic_tax.status</c>; null when it is off.</summary>
    public string? AutomaticStatus { get; init; }

    /// <summary>Credit grants applied, by line; they come after discounts and before tax.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<AppliedCredit>> Credits { get; init; } = new Dictionary<string, IReadOnlyList<AppliedCredit>>();

    /// <summary>The customer's balance in the invoice's currency, minor units; negative is credit.</summary>
    public required long Balance { get; init; }
}

/// <summary>Part of a line that a credit grant pays; minor units.</summary>
internal sealed record AppliedCredit(string Transaction, long Amount);

/// <summary>Computes discounts, taxes and totals of a draft from its lines; the same for a preview and for the real invoice.</summary>
internal static class InvoiceCalculator
{
    /// <summary>The invoice with every derived amount set anew.</summary>
    public static Invoice Calculate(Invoice invoice, CalculationContext context)
    {
        var lines = invoice.Lines.Data.Select(line => WithOwnDiscounts(line, context)).ToArray();
        var shared = SharedDiscounts(invoice, lines, context);
        var rates = invoice.DefaultTaxRates.Select(rate => rate.Id).ToArray();
        for (var i = 0; i < lines.Length; i++)
        {
            var line = WithCredits(WithShared(lines[i], shared.Ids, shared.Taken[i]), context);
            lines[i] = WithTaxes(line, shared.Taken[i].Sum() + CreditOf(line), rates, context);
        }

        return WithTotals(invoice with { Lines = invoice.Lines with { Data = lines, TotalCount = lines.Length } }, shared, context);
    }

    /// <summary>How the invoice's total meets a balance; a total in a coarse currency is first rounded to what can be paid.</summary>
    public static BalanceSettlement Settle(Invoice invoice, long balance) =>
        InvoiceTotals.Settle(invoice.Total, balance, Currencies.MinimumCharge(invoice.Currency));

    private static InvoiceLine WithOwnDiscounts(InvoiceLine line, CalculationContext context)
    {
        var (ids, terms) = Known(line.Discounts, context);
        var taken = DiscountSplit.Split([new(line.Subtotal, line.Pricing?.PriceDetails?.Product, line.Discountable)], terms)[0];
        return line with { Amount = line.Subtotal - taken.Sum(), DiscountAmounts = Amounts(ids, taken) };
    }

    private static (string[] Ids, long[][] Taken) SharedDiscounts(Invoice invoice, InvoiceLine[] lines, CalculationContext context)
    {
        var (ids, terms) = Known(invoice.Discounts, context);
        return (ids, DiscountSplit.Split(
            [.. lines.Select(line => new DiscountableLine(line.Amount, line.Pricing?.PriceDetails?.Product, line.Discountable))], terms));
    }

    private static (string[] Ids, DiscountTerms[] Terms) Known(IReadOnlyList<string> discounts, CalculationContext context)
    {
        var known = discounts.Select(id => (Id: id, Terms: context.Discount(id))).Where(pair => pair.Terms is not null).ToArray();
        return ([.. known.Select(pair => pair.Id)], [.. known.Select(pair => pair.Terms!)]);
    }

    private static DiscountAmount[] Amounts(string[] ids, long[] taken) =>
        [.. ids.Zip(taken, (id, amount) => new DiscountAmount(amount, id)).Where(item => item.Amount != 0)];

    private static InvoiceLine WithShared(InvoiceLine line, string[] ids, long[] taken)
    {
        DiscountAmount[] amounts = [.. line.DiscountAmounts, .. Amounts(ids, taken)];
        return line with
        {
            DiscountAmounts = amounts,
            PretaxCreditAmounts = [.. amounts.Select(item => new PretaxCredit(item.Amount, "discount", item.Discount))],
        };
    }

    private static InvoiceLine WithCredits(InvoiceLine line, CalculationContext context) =>
        context.Credits.TryGetValue(line.Id, out var credits)
            ? line with { PretaxCreditAmounts = [.. line.PretaxCreditAmounts, .. credits.Select(credit => PretaxCredit.OfGrant(credit.Amount, credit.Transaction))] }
            : line;

    private static long CreditOf(InvoiceLine line) =>
        line.PretaxCreditAmounts.Where(credit => credit.CreditBalanceTransaction is not null).Sum(credit => credit.Amount);

    private static InvoiceLine WithTaxes(InvoiceLine line, long sharedDiscount, string[] invoiceRates, CalculationContext context)
    {
        if (context.Automatic is { } automatic)
            return line with { Taxes = automatic(line) is { } found ? Automatic(line.Amount - sharedDiscount, found) : [] };
        var rates = (line.OwnTaxRates ?? invoiceRates).Select(context.TaxRate).ToArray();
        var net = line.Amount - sharedDiscount;
        if (context.TaxExempt)
            return line with { Taxes = [.. rates.Select(rate => Tax(new(rate.Id, 0, rate.Inclusive, net), "customer_exempt"))] };
        return line with { Taxes = [.. TaxMath.Taxes(net, rates).Select(Standard)] };
    }

    private static TaxAmount[] Automatic(long net, AutomaticRate rate) => rate.ZeroReason is { } reason
        ? [Tax(new(rate.Terms.Id, 0, rate.Terms.Inclusive, net), reason)]
        : [.. TaxMath.Taxes(net, [rate.Terms]).Select(Standard)];

    /// <summary>A computed tax as invoices show it.</summary>
    public static TaxAmount Standard(LineTax tax) => Tax(tax, "standard_rated");

    private static TaxAmount Tax(LineTax tax, string reason) => new()
    {
        Amount = tax.Amount,
        TaxBehavior = tax.Inclusive ? "inclusive" : "exclusive",
        TaxRateDetails = new(tax.RateId),
        TaxabilityReason = reason,
        TaxableAmount = tax.TaxableAmount,
    };

    private static Invoice WithTotals(Invoice invoice, (string[] Ids, long[][] Taken) shared, CalculationContext context)
    {
        var lines = invoice.Lines.Data;
        var credits = lines.SelectMany(line => line.PretaxCreditAmounts).Where(credit => credit.CreditBalanceTransaction is not null);
        var totals = InvoiceTotals.Of(lines.Select((line, i) => new LineTotals(
            line.Amount, shared.Taken[i].Sum() + CreditOf(line), TaxOf(line, "exclusive"), TaxOf(line, "inclusive"))));
        var result = invoice with
        {
            AutomaticTax = context.AutomaticStatus is { } status ? invoice.AutomaticTax.Computed(status) : invoice.AutomaticTax,
            Subtotal = totals.Subtotal,
            SubtotalExcludingTax = totals.SubtotalExcludingTax,
            Total = Currencies.RoundPayable(invoice.Currency, totals.Total),
            TotalExcludingTax = totals.TotalExcludingTax,
            TotalDiscountAmounts = [.. shared.Ids.Select((id, d) => new DiscountAmount(shared.Taken.Sum(line => line[d]), id))],
            TotalPretaxCreditAmounts =
                [.. shared.Ids.Select((id, d) => new PretaxCredit(shared.Taken.Sum(line => line[d]), "discount", id)), .. credits],
            TotalTaxes = SumTaxes(lines),
            StartingBalance = context.Balance,
        };
        var due = Settle(result, context.Balance).AmountDue;
        return result with { AmountDue = due, AmountRemaining = due };
    }

    private static TaxAmount[] SumTaxes(IReadOnlyList<InvoiceLine> lines) =>
    [
        .. lines.SelectMany(line => line.Taxes)
            .GroupBy(tax => (tax.TaxRateDetails.TaxRate, tax.TaxBehavior, tax.TaxabilityReason))
            .Select(group => group.First() with
            {
                Amount = group.Sum(tax => tax.Amount),
                TaxableAmount = group.Sum(tax => tax.TaxableAmount),
            }),
    ];

    private static long TaxOf(InvoiceLine line, string behavior) =>
        line.Taxes.Where(tax => tax.TaxBehavior == behavior).Sum(tax => tax.Amount);
}
