using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Payments;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary><c>POST /v1/invoices/{id}/attach_payment</c>: payments made elsewhere pay an invoice in part or whole.</summary>
internal static class InvoiceAttachments
{
    public static object Attach(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var intent = work.FromParam<PaymentIntent>(asked.RequiredString("payment_intent"), "payment_intent");
        asked.Done();
        var invoice = request.Target<Invoice>();
        Require(work, invoice, intent);
        var payment = work.Save(new InvoicePayment
        {
            Id = Ids.New("inpay"),
            AmountRequested = intent.Amount,
            Created = work.NowOn(invoice.TestClock),
            Currency = invoice.Currency,
            Invoice = invoice.Id,
            IsDefault = false,
            Payment = new(intent.Id),
            Status = "open",
        });
        if (intent.Status == "succeeded")
            Settle(work, payment);
        return work.Get<Invoice>(invoice.Id);
    }

    /// <summary>A payment that was attached while it was under way has succeeded.</summary>
    public static void Settled(UnitOfWork work, PaymentOutcome outcome)
    {
        if (outcome.Status != PaymentStatus.Succeeded)
            return;
        foreach (var payment in work.Table<InvoicePayment>().Where(InvoicePayment.IntentIndex, outcome.Intent.Id))
        {
            if (payment is { IsDefault: false, Status: "open" })
                Settle(work, payment);
        }
    }

    private static void Settle(UnitOfWork work, InvoicePayment payment)
    {
        var before = work.Get<Invoice>(payment.Invoice);
        var amount = Math.Min(payment.AmountRequested, before.AmountRemaining);
        var paid = work.Save(payment with
        {
            AmountPaid = amount,
            Status = "paid",
            StatusTransitions = payment.StatusTransitions with { PaidAt = work.NowOn(before.TestClock) },
        });
        var invoice = work.Save(before with { AmountPaid = before.AmountPaid + amount, AmountRemaining = before.AmountRemaining - amount });
        if (invoice.AmountRemaining == 0)
        {
            InvoiceSettlement.Paid(work, invoice, PaidBy.Nothing);
        }
        else
        {
            work.EmitIfChanged("invoice.updated", invoice, before);
            InvoiceIntents.Lower(work, invoice);
        }

        work.Emit("invoice_payment.paid", paid);
    }

    private static void Require(UnitOfWork work, Invoice invoice, PaymentIntent intent)
    {
        if (invoice.Status != InvoiceStatus.Open)
            throw Errors.Invalid("You can only attach payments to open invoices.", "invoice");
        if (intent.Customer != invoice.Customer || intent.Currency != invoice.Currency)
            throw Errors.Invalid("The payment must be of the invoice's customer and in its currency.", "payment_intent");
        if (intent.Status == "canceled" || intent.Amount > invoice.AmountRemaining)
            throw Errors.Invalid("The payment is canceled or exceeds what remains of the invoice.", "payment_intent");
        if (work.Table<InvoicePayment>().Where(InvoicePayment.IntentIndex, intent.Id).Count > 0)
            throw Errors.Invalid("The payment is attached to an invoice already.", "payment_intent");
    }
}
