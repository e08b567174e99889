using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Invoices;
using ClientForge.Billing.StripeSandbox.Payments;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.CreditNotes;

/// <summary><c>/v1/credit_notes</c>.</summary>
internal static class CreditNoteEndpoints
{
    public static object Create(ApiRequest request)
    {
        var work = request.Work;
        var planned = CreditNoteFactory.Plan(work, request.Params);
        request.Params.Done();
        var note = GiveBack(work, planned);
        work.Save(note);
        work.Emit("credit_note.created", note);
        LowerInvoice(work, note);
        return note;
    }

    public static object Preview(ApiRequest request)
    {
        var planned = CreditNoteFactory.Plan(request.Work, request.Params);
        request.Params.Done();
        return planned.Note;
    }

    /// <summary>The lines of a note that does not exist yet.</summary>
    public static object PreviewLines(ApiRequest request)
    {
        var planned = CreditNoteFactory.Plan(request.Work, request.Params);
        return Paging.PageOf(request, planned.Note.Lines.Data);
    }

    public static object Update(ApiRequest request)
    {
        var before = request.Target<CreditNote>();
        var after = before with { Memo = request.Params.Text("memo").Or(before.Memo), Metadata = request.Params.Metadata(before.Metadata) };
        request.Params.Done();
        request.Work.Save(after);
        request.Work.EmitIfChanged("credit_note.updated", after, before);
        return after;
    }

    /// <summary>Takes a credit note back while its invoice is open: the invoice is due in full again.</summary>
    public static object Void(ApiRequest request)
    {
        request.Params.Done();
        var work = request.Work;
        var note = request.Target<CreditNote>();
        var invoice = work.Get<Invoice>(note.Invoice);
        if (note.Status == "void" || invoice.Status != InvoiceStatus.Open)
            throw Errors.Invalid("You can only void a credit note that is issued on an open invoice.", "id");
        var voided = work.Save(note with { Status = "void", VoidedAt = work.NowOn(invoice.TestClock) });
        work.Emit("credit_note.voided", voided);
        Change(work, invoice, -note.PrePaymentAmount, 0);
        return voided;
    }

    public static object Lines(ApiRequest request) => Paging.PageOf(request, request.Target<CreditNote>().Lines.Data);

    public static object List(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var invoice = asked.String("invoice");
        var customer = asked.String("customer");
        var created = asked.Range("created");
        var rows = invoice is null ? work.Table<CreditNote>().NewestFirst() : work.Table<CreditNote>().Where(CreditNote.InvoiceIndex, invoice);
        return Paging.Page(request, rows.Where(note =>
            (customer is null || note.Customer == customer) && created?.Holds(note.Created) != false));
    }

    /// <summary>Refunds the charge and credits the balance as planned.</summary>
    private static CreditNote GiveBack(UnitOfWork work, PlannedCredit planned)
    {
        var note = planned.Note;
        if (planned.RefundAmount > 0)
        {
            var refund = Refunds.Create(work, ChargeOf(work, note.Invoice), planned.RefundAmount, null, MetadataRules.None);
            note = note with { Refunds = [.. note.Refunds, new(planned.RefundAmount, refund.Id)] };
        }
        if (planned.BalanceAmount == 0)
            return note;
        CustomerBalance.Apply(work, new()
        {
            Amount = -planned.BalanceAmount,
            CreditNote = note.Id,
            Currency = note.Currency,
            Customer = note.Customer,
            Invoice = note.Invoice,
            Type = "credit_note",
        });
        var latest = work.Table<CustomerBalanceTransaction>().Where("customer", note.Customer)[0];
        return note with { CustomerBalanceTransaction = latest.Id };
    }

    private static Charge ChargeOf(UnitOfWork work, string invoice)
    {
        var intent = InvoiceIntents.IntentOf(work, work.Get<Invoice>(invoice));
        return work.Find<Charge>(intent?.LatestCharge)
            ?? throw Errors.Invalid("There is no charge on this invoice to refund.", "refund_amount");
    }

    private static void LowerInvoice(UnitOfWork work, CreditNote note)
    {
        var after = Change(work, work.Get<Invoice>(note.Invoice), note.PrePaymentAmount, note.PostPaymentAmount);
        if (after is { Status: InvoiceStatus.Open, AmountRemaining: 0 })
            InvoiceSettlement.Paid(work, after, PaidBy.Nothing);
    }

    private static Invoice Change(UnitOfWork work, Invoice invoice, long beforePayment, long afterPayment)
    {
        var after = work.Save(invoice with
        {
            AmountDue = invoice.AmountDue - beforePayment,
            AmountRemaining = invoice.AmountRemaining - beforePayment,
            PostPaymentCreditNotesAmount = invoice.PostPaymentCreditNotesAmount + afterPayment,
            PrePaymentCreditNotesAmount = invoice.PrePaymentCreditNotesAmount + beforePayment,
        });
        work.EmitIfChanged("invoice.updated", after, invoice);
        if (beforePayment != 0 && after.AmountRemaining > 0)
            InvoiceIntents.Lower(work, after);
        return after;
    }
}
