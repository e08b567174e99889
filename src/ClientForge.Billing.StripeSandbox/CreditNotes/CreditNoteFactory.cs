using System.Globalization;
using ClientForge.Billing.StripeSandbox.Invoices;
using ClientForge.Billing.StripeSandbox.Payments;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.CreditNotes;

/// <summary>A credit note that was read and checked, with how its post-payment part is given back.</summary>
internal sealed record PlannedCredit
{
    public required CreditNote Note { get; init; }

    /// <summary>To the customer's balance, minor units.</summary>
    public required long BalanceAmount { get; init; }

    /// <summary>To be refunded anew, minor units.</summary>
    public required long RefundAmount { get; init; }
}

/// <summary>Reads credit notes. https://docs.stripe.com/invoicing/integration/programmatic-credit-notes</summary>
internal static class CreditNoteFactory
{
    public static PlannedCredit Plan(UnitOfWork work, Params asked)
    {
        var invoice = work.FromParam<Invoice>(asked.RequiredString("invoice"), "invoice");
        if (invoice.Status is not (InvoiceStatus.Open or InvoiceStatus.Paid))
            throw Errors.Invalid($"You can only create credit notes for open or paid invoices; this one is {invoice.Status}.", "invoice");
        asked.Ignore("email_type", "shipping_cost");
        asked.Exclusive("amount", "lines");
        var memo = asked.Text("memo");
        var lines = asked.Hashes("lines", 250).Value is { Count: > 0 } sources
            ? CreditNoteMath.Lines(work, invoice, sources)
            : [CreditNoteMath.Bare(asked.RequiredLong("amount", 1), "Credit")];
        var total = CreditNoteMath.Total(lines);
        var unpaid = invoice.Status == InvoiceStatus.Open ? Math.Min(total, invoice.AmountRemaining) : 0;
        RequireLeft(work, invoice, total);
        var refunds = Refunded(work, asked);
        var split = Split(asked, total - unpaid, refunds);
        return new()
        {
            BalanceAmount = split.Balance,
            RefundAmount = split.Refund,
            Note = Note(work, asked, invoice, lines) with
            {
                Memo = memo.Value,
                OutOfBandAmount = split.OutOfBand == 0 ? null : split.OutOfBand,
                PostPaymentAmount = total - unpaid,
                PrePaymentAmount = unpaid,
                Refunds = refunds,
                Type = unpaid == 0 ? "post_payment" : unpaid == total ? "pre_payment" : "mixed",
            },
        };
    }

    /// <summary>Credit notes of an invoice that were not voided.</summary>
    public static IEnumerable<CreditNote> Standing(UnitOfWork work, string invoice) =>
        work.Table<CreditNote>().Where(CreditNote.InvoiceIndex, invoice).Where(note => note.Status == "issued");

    private static CreditNote Note(UnitOfWork work, Params asked, Invoice invoice, IReadOnlyList<CreditNoteLine> lines)
    {
        var id = Ids.New("cn");
        var now = work.NowOn(invoice.TestClock);
        var number = work.Table<CreditNote>().Where(CreditNote.InvoiceIndex, invoice.Id).Count + 1;
        var total = CreditNoteMath.Total(lines);
        var exclusive = lines.Sum(line => CreditNoteMath.TaxOf(line, "exclusive"));
        var inclusive = lines.Sum(line => CreditNoteMath.TaxOf(line, "inclusive"));
        var subtotal = lines.Sum(line => line.Amount);
        return new()
        {
            Id = id,
            Amount = total,
            Created = now,
            Currency = invoice.Currency,
            Customer = invoice.Customer,
            DiscountAmount = lines.Sum(line => line.DiscountAmount),
            DiscountAmounts = [.. lines.SelectMany(line => line.DiscountAmounts).GroupBy(discount => discount.Discount)
                .Select(group => new DiscountAmount(group.Sum(discount => discount.Amount), group.Key))],
            EffectiveAt = asked.Timestamp("effective_at") ?? now,
            Invoice = invoice.Id,
            Lines = new(lines, $"/v1/credit_notes/{id}/lines"),
            Metadata = asked.Metadata(),
            Number = string.Create(CultureInfo.InvariantCulture, $"{invoice.Number}-CN-{number:00}"),
            Pdf = $"https://pay.stripe.com/credit_notes/acct_sandbox/test_{id}/pdf",
            PostPaymentAmount = 0,
            PrePaymentAmount = 0,
            Reason = asked.Word("reason", "duplicate", "fraudulent", "order_change", "product_unsatisfactory"),
            Status = "issued",
            Subtotal = subtotal,
            SubtotalExcludingTax = subtotal - inclusive,
            Total = total,
            TotalExcludingTax = total - exclusive - inclusive,
            TotalTaxes = [.. lines.SelectMany(line => line.Taxes)],
            Type = "",
        };
    }

    /// <summary>Nothing can be credited twice.</summary>
    private static void RequireLeft(UnitOfWork work, Invoice invoice, long total)
    {
        var credited = Standing(work, invoice.Id).Sum(note => note.Total);
        if (total > invoice.Total - credited)
        {
            throw Errors.Invalid(
                $"The credit note amount ({total}) is greater than the amount that can still be credited ({invoice.Total - credited}).", "amount");
        }
    }

    private static CreditNoteRefund[] Refunded(UnitOfWork work, Params asked) =>
    [
        .. (asked.Hashes("refunds", 100).Value ?? []).Select(entry =>
        {
            entry.Word("type", "refund");
            var refund = work.FromParam<Refund>(entry.RequiredString("refund"), entry.Path("refund"));
            return new CreditNoteRefund(entry.Long("amount_refunded", 1) ?? refund.Amount, refund.Id);
        }),
    ];

    /// <summary>What was paid already must be given back in full: to the balance, by refunds, or out of band. Unsaid, it goes to the balance.</summary>
    private static (long Balance, long Refund, long OutOfBand) Split(Params asked, long paid, CreditNoteRefund[] refunds)
    {
        var balance = asked.Long("credit_amount", 0);
        var refund = asked.Long("refund_amount", 0) ?? 0;
        var outOfBand = asked.Long("out_of_band_amount", 0) ?? 0;
        var others = refund + outOfBand + refunds.Sum(item => item.AmountRefunded);
        var toBalance = balance ?? (others == 0 ? paid : 0);
        if (toBalance + others != paid)
        {
            throw Errors.Invalid(
                $"The sum of credit amount, refund amount and out of band amount ({toBalance + others}) must equal the post-payment amount ({paid}).",
                "credit_amount");
        }
        return (toBalance, refund, outOfBand);
    }
}
