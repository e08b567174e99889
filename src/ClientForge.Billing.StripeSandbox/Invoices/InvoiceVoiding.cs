using ClientForge.Billing.StripeSandbox.Credits;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>Ends an invoice that will not be paid.</summary>
internal static class InvoiceVoiding
{
    /// <summary>Voids: the payment intent is canceled and what the balance paid is given back.</summary>
    public static Invoice Void(UnitOfWork work, Invoice invoice)
    {
        var now = work.NowOn(invoice.TestClock);
        var voided = work.Save(invoice with
        {
            AutoAdvance = false,
            NextPaymentAttempt = null,
            Status = InvoiceStatus.Void,
            StatusTransitions = invoice.StatusTransitions with { VoidedAt = now },
        });
        InvoiceTimes.Reschedule(work, voided);
        work.Emit("invoice.voided", voided);
        InvoiceIntents.Cancel(work, voided);
        work.EmitIfChanged("invoice.updated", voided, invoice);
        var applied = (voided.EndingBalance ?? voided.StartingBalance) - voided.StartingBalance;
        InvoiceFinalizer.ApplyBalance(work, voided, -applied, "unapplied_from_invoice");
        CreditBook.Return(work, voided);
        if (work.Find<Subscription>(voided.SubscriptionId()) is { } subscription)
            Release(work, subscription, voided);
        return voided;
    }

    public static Invoice MarkUncollectible(UnitOfWork work, Invoice invoice)
    {
        var marked = work.Save(invoice with
        {
            AutoAdvance = false,
            NextPaymentAttempt = null,
            Status = InvoiceStatus.Uncollectible,
            StatusTransitions = invoice.StatusTransitions with { MarkedUncollectibleAt = work.NowOn(invoice.TestClock) },
        });
        InvoiceTimes.Reschedule(work, marked);
        work.Emit("invoice.marked_uncollectible", marked);
        work.EmitIfChanged("invoice.updated", marked, invoice);
        SubscriptionOutcome.AfterPaidEvents(work, marked);
        InvoiceSettlement.SetDelinquent(work, marked.Customer, false);
        return marked;
    }

    /// <summary>Only drafts can go without a trace; what they had taken up waits for the next invoice again.</summary>
    public static DeletedObject Delete(UnitOfWork work, Invoice invoice)
    {
        foreach (var item in work.Table<InvoiceItem>().Where(InvoiceItem.InvoiceIndex, invoice.Id))
            work.Save(item with { Invoice = null });
        work.Delete(invoice);
        work.Unschedule(InvoiceTimes.DueKind, invoice.Id);
        work.Emit("invoice.deleted", invoice);
        return new(invoice.Id, invoice.Object);
    }

    /// <summary>A change that waited for the invoice is dropped, and a subscription in arrears looks at the invoice before.</summary>
    private static void Release(UnitOfWork work, Subscription subscription, Invoice voided)
    {
        if (subscription.PendingUpdate?.Invoice == voided.Id)
        {
            SubscriptionChanges.Save(work, subscription, subscription with { PendingUpdate = null });
            return;
        }
        if (SubscriptionOutcome.Deciding(work, subscription) is { Status: InvoiceStatus.Paid or InvoiceStatus.Uncollectible } last)
            SubscriptionOutcome.AfterPaidEvents(work, last);
    }
}
