using ClientForge.Billing.StripeSandbox.Payments;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>The payment intent of an invoice and the record that links the two.</summary>
internal static class InvoiceIntents
{
    /// <summary>Makes the intent for what is left to pay.</summary>
    public static Invoice Open(UnitOfWork work, Invoice invoice)
    {
        var intent = Collection.CreateForInvoice(work, new()
        {
            Invoice = invoice.Id,
            Amount = invoice.AmountRemaining,
            Currency = invoice.Currency,
            Customer = invoice.Customer,
            Description = invoice.BillingReason == BillingReasons.SubscriptionCreate ? "Subscription creation" : "Payment for Invoice",
            SetsUp = invoice.BillingReason == BillingReasons.SubscriptionCreate,
            TestClock = invoice.TestClock,
        });
        work.Save(new InvoicePayment
        {
            Id = Ids.New("inpay"),
            AmountRequested = invoice.AmountRemaining,
            Created = work.NowOn(invoice.TestClock),
            Currency = invoice.Currency,
            Invoice = invoice.Id,
            IsDefault = true,
            Payment = new(intent.Id),
            Status = "open",
        });
        return work.Get<Invoice>(invoice.Id);
    }

    /// <summary>Tries to collect with a payment method.</summary>
    public static PaymentOutcome Attempt(UnitOfWork work, Invoice invoice, string method, bool offSession)
    {
        var intent = work.Get<PaymentIntent>(DefaultOf(work, invoice)!.Payment.PaymentIntent);
        return Collection.Confirm(work, intent, work.Get<PaymentMethod>(method), new ConfirmOptions(OffSession: offSession));
    }

    /// <summary>Settles the link of a paid invoice; an intent that the money did not come through is canceled. Null when there is no link.</summary>
    public static InvoicePayment? MarkPaid(UnitOfWork work, Invoice invoice, PaidBy how)
    {
        if (DefaultOf(work, invoice) is not { Status: "open" } payment)
            return null;
        var now = work.NowOn(invoice.TestClock);
        if (how == PaidBy.Payment)
        {
            return work.Save(payment with
            {
                AmountPaid = payment.AmountRequested,
                Status = "paid",
                StatusTransitions = payment.StatusTransitions with { PaidAt = now },
            });
        }
        Cancel(work, invoice);
        return null;
    }

    /// <summary>Cancels the intent of an invoice that will not be paid through it.</summary>
    public static void Cancel(UnitOfWork work, Invoice invoice)
    {
        if (DefaultOf(work, invoice) is not { Status: "open" } payment)
            return;
        var intent = work.Get<PaymentIntent>(payment.Payment.PaymentIntent);
        if (intent.Status is not ("succeeded" or "canceled"))
            Collection.Cancel(work, intent, "void_invoice");
        work.Save(payment with
        {
            Status = "canceled",
            StatusTransitions = payment.StatusTransitions with { CanceledAt = work.NowOn(invoice.TestClock) },
        });
    }

    /// <summary>The intent's amount follows the invoice when a credit note lowers what is due.</summary>
    public static void Lower(UnitOfWork work, Invoice invoice)
    {
        if (DefaultOf(work, invoice) is not { Status: "open" } payment)
            return;
        work.Save(payment with { AmountRequested = invoice.AmountRemaining });
        work.Save(work.Get<PaymentIntent>(payment.Payment.PaymentIntent) with { Amount = invoice.AmountRemaining });
    }

    /// <summary>A payment was settled outside of the call that asked for it: by the customer at the bank, by a client secret, by a bank debit.</summary>
    public static void Settled(UnitOfWork work, PaymentOutcome outcome)
    {
        if (work.Find<Invoice>(outcome.Intent.Invoice) is not { Status: InvoiceStatus.Open or InvoiceStatus.Uncollectible } invoice)
            return;
        switch (outcome.Status)
        {
            case PaymentStatus.Succeeded:
                InvoiceSettlement.Paid(work, invoice, PaidBy.Payment);
                break;
            case PaymentStatus.Processing:
                InvoiceSettlement.Processing(work, invoice);
                break;
            case PaymentStatus.RequiresAction:
                InvoiceSettlement.NeedsAction(work, invoice);
                break;
            default:
                InvoiceSettlement.Failed(work, invoice, automatic: false, outcome.Decline?.Code == "authentication_required");
                break;
        }
    }

    /// <summary>The intent that pays an invoice by default; null before finalization and when nothing was due.</summary>
    public static PaymentIntent? IntentOf(UnitOfWork work, Invoice invoice) =>
        work.Find<PaymentIntent>(DefaultOf(work, invoice)?.Payment.PaymentIntent);

    /// <summary>The includable <c>confirmation_secret</c>.</summary>
    public static object? ConfirmationSecret(UnitOfWork work, Invoice invoice) =>
        IntentOf(work, invoice) is { Status: not ("succeeded" or "canceled") } intent
            ? new ConfirmationSecret(intent.ClientSecret, "payment_intent")
            : null;

    /// <summary>The includable <c>payments</c>.</summary>
    public static object PaymentsOf(UnitOfWork work, Invoice invoice) =>
        new StripeList<InvoicePayment>(work.Table<InvoicePayment>().Where(InvoicePayment.InvoiceIndex, invoice.Id), "/v1/invoice_payments");

    private static InvoicePayment? DefaultOf(UnitOfWork work, Invoice invoice) =>
        work.Table<InvoicePayment>().Where(InvoicePayment.InvoiceIndex, invoice.Id).FirstOrDefault(payment => payment.IsDefault);
}

internal sealed record ConfirmationSecret(string ClientSecret, string Type);
