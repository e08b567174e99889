using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Tax;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>Does what time does to an invoice.</summary>
internal static class InvoiceClock
{
    public static void Run(UnitOfWork work, DueEntry entry)
    {
        var invoice = work.Get<Invoice>(entry.Key);
        switch (invoice)
        {
            case { Status: InvoiceStatus.Draft, AutoAdvance: true }:
                Advance(work, invoice, entry.At);
                break;
            case { Status: InvoiceStatus.Open, CollectionMethod: "charge_automatically", AutoAdvance: true }:
                Retry(work, invoice);
                break;
            case { Status: InvoiceStatus.Open, DueNoticed: false, DueDate: { } due } when entry.At < due:
                WillBeDue(work, invoice);
                break;
            case { Status: InvoiceStatus.Open, OverdueNoticed: false }:
                Overdue(work, invoice);
                break;
            default:
                break;
        }
    }

    /// <summary>A retry; after a hard decline nothing is sent to the bank until there is another payment method, while the schedule goes on.</summary>
    private static void Retry(UnitOfWork work, Invoice invoice)
    {
        var error = InvoiceIntents.IntentOf(work, invoice)?.LastPaymentError;
        var isSame = error?.PaymentMethod is { } failed && failed.Id == InvoiceCollector.PaymentMethodFor(work, invoice);
        if (isSame && !PaymentFailures.MayRetry(error!.DeclineCode ?? error.Code, error.AdviceCode))
            InvoiceSettlement.Skipped(work, invoice);
        else
            InvoiceCollector.Collect(work, invoice, new() { OffSession = true, Automatic = true });
    }

    /// <summary>The draft's hour is over; while a webhook endpoint has not acknowledged <c>invoice.created</c> it waits, at most 72 hours.</summary>
    private static void Advance(UnitOfWork work, Invoice draft, long now)
    {
        if (now < draft.Created + InvoiceTimes.LongestWait && InvoiceAcknowledgement.IsMissing(work, draft))
        {
            work.Schedule(InvoiceTimes.DueKind, draft.Id, Math.Min(now + InvoiceTimes.DraftHour, draft.Created + InvoiceTimes.LongestWait), draft.TestClock);
            return;
        }
        if (CannotBeFinalized(work, draft))
            return;
        var invoice = InvoiceFinalizer.Finalize(work, draft);
        if (invoice.Status != InvoiceStatus.Open)
            return;
        var pause = work.Find<Subscription>(invoice.SubscriptionId())?.PauseCollection?.Behavior;
        if (pause == "void")
            InvoiceVoiding.Void(work, invoice);
        else if (pause == "mark_uncollectible")
            InvoiceVoiding.MarkUncollectible(work, invoice);
        else if (invoice.CollectionMethod == "charge_automatically")
            InvoiceCollector.Collect(work, invoice, new() { OffSession = true, Automatic = true });
        else
            work.Emit("invoice.sent", invoice);
    }

    /// <summary>Tax cannot be computed without the customer's place: the draft stays, with the reason, until somebody finalizes it.</summary>
    private static bool CannotBeFinalized(UnitOfWork work, Invoice draft)
    {
        if (InvoiceDrafts.Recalculate(work, draft).AutomaticTax.Status != "requires_location_inputs")
            return false;
        var error = AutomaticTaxes.LocationInvalid();
        var stuck = work.Save(draft with
        {
            AutomaticTax = draft.AutomaticTax.Computed("requires_location_inputs"),
            AutomaticallyFinalizesAt = null,
            LastFinalizationError = new(error.Code!, error.Message),
            NextPaymentAttempt = null,
        });
        InvoiceTimes.Reschedule(work, stuck);
        work.Emit("invoice.finalization_failed", stuck);
        work.EmitIfChanged("invoice.updated", stuck, draft);
        return true;
    }

    private static void WillBeDue(UnitOfWork work, Invoice invoice)
    {
        var noticed = work.Save(invoice with { DueNoticed = true });
        work.Emit("invoice.will_be_due", noticed);
        InvoiceTimes.Reschedule(work, noticed);
    }

    private static void Overdue(UnitOfWork work, Invoice invoice)
    {
        var noticed = work.Save(invoice with { OverdueNoticed = true });
        work.Emit("invoice.overdue", noticed);
        SubscriptionOutcome.Overdue(work, noticed);
        InvoiceTimes.Reschedule(work, noticed);
    }
}
