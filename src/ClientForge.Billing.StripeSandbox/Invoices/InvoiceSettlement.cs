using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>How an invoice came to be paid.</summary>
internal enum PaidBy
{
    /// <summary>There was nothing to pay.</summary>
    Nothing,

    Payment,

    /// <summary>The caller says so (<c>paid_out_of_band</c>).</summary>
    OutOfBand,
}

/// <summary>
/// What follows when an invoice is paid or its payment fails: the invoice, its payment record, the subscription and the customer, with
/// their events in Stripe's order.
/// </summary>
internal static class InvoiceSettlement
{
    public static Invoice Paid(UnitOfWork work, Invoice invoice, PaidBy how)
    {
        var now = work.NowOn(invoice.TestClock);
        var paid = work.Save(invoice with
        {
            AmountPaid = invoice.AmountPaid + invoice.AmountRemaining,
            AmountRemaining = 0,
            AttemptCount = how == PaidBy.Payment ? Math.Max(1, invoice.AttemptCount) : invoice.AttemptCount,
            Attempted = invoice.Attempted || how != PaidBy.OutOfBand,
            AutoAdvance = false,
            NextPaymentAttempt = null,
            Status = InvoiceStatus.Paid,
            StatusTransitions = invoice.StatusTransitions with { PaidAt = now },
        });
        InvoiceTimes.Reschedule(work, paid);
        var payment = InvoiceIntents.MarkPaid(work, paid, how);
        SubscriptionOutcome.BeforePaidEvents(work, paid);
        if (how != PaidBy.OutOfBand && WasFinalizedEarlier(work, invoice))
            work.EmitIfChanged("invoice.updated", paid, invoice);
        work.Emit("invoice.paid", paid);
        if (how == PaidBy.OutOfBand)
            work.EmitIfChanged("invoice.updated", paid, invoice);
        else
            work.Emit("invoice.payment_succeeded", paid);
        SubscriptionOutcome.AfterPaidEvents(work, paid);
        SetDelinquent(work, paid.Customer, false);
        if (payment is not null && how == PaidBy.Payment)
            work.Emit("invoice_payment.paid", payment);
        return work.Get<Invoice>(paid.Id);
    }

    /// <summary>An attempt to pay failed. The first of any kind counts, later ones only when Stripe made them itself.</summary>
    /// <param name="work">The unit of work.</param>
    /// <param name="invoice">The open invoice.</param>
    /// <param name="automatic">The attempt was made by time, not by a caller.</param>
    /// <param name="needsAction">The cardholder has to authenticate.</param>
    public static Invoice Failed(UnitOfWork work, Invoice invoice, bool automatic, bool needsAction)
    {
        var now = work.NowOn(invoice.TestClock);
        var attempts = invoice.AttemptCount == 0 || automatic ? invoice.AttemptCount + 1 : invoice.AttemptCount;
        var next = IsRetried(work, invoice) ? BillingSettings.Of(work).Retries.Next((int)attempts, now) : null;
        var failed = work.Save(invoice with { AttemptCount = attempts, Attempted = true, NextPaymentAttempt = next });
        InvoiceTimes.Reschedule(work, failed);
        work.Emit("invoice.payment_failed", failed);
        if (needsAction)
            work.Emit("invoice.payment_action_required", failed);
        if (invoice.BillingReason != BillingReasons.SubscriptionCreate)
            work.EmitIfChanged("invoice.updated", failed, invoice);
        if (SubscriptionOutcome.Failed(work, failed, exhausted: automatic && next is null))
            SetDelinquent(work, failed.Customer, true);
        return work.Get<Invoice>(failed.Id);
    }

    /// <summary>A retry that was due was not made; the next one is planned, or there is none left.</summary>
    public static void Skipped(UnitOfWork work, Invoice invoice)
    {
        var attempts = invoice.AttemptCount + 1;
        var next = BillingSettings.Of(work).Retries.Next((int)attempts, work.NowOn(invoice.TestClock));
        var skipped = work.Save(invoice with { AttemptCount = attempts, NextPaymentAttempt = next });
        InvoiceTimes.Reschedule(work, skipped);
        work.EmitIfChanged("invoice.updated", skipped, invoice);
        if (next is null)
            SubscriptionOutcome.Failed(work, skipped, exhausted: true);
    }

    /// <summary>The cardholder was asked to authenticate: no failed attempt yet.</summary>
    public static Invoice NeedsAction(UnitOfWork work, Invoice invoice)
    {
        var asked = work.Save(invoice with { Attempted = true, NextPaymentAttempt = null });
        work.Emit("invoice.payment_action_required", asked);
        return asked;
    }

    /// <summary>A charge is under way (bank debits): the subscription runs on meanwhile.</summary>
    public static Invoice Processing(UnitOfWork work, Invoice invoice)
    {
        var pending = work.Save(invoice with { Attempted = true, AttemptCount = Math.Max(1, invoice.AttemptCount), NextPaymentAttempt = null });
        SubscriptionOutcome.BeforePaidEvents(work, pending);
        return pending;
    }

    /// <summary>Marks whether the customer is in arrears and emits <c>customer.updated</c> when that is news.</summary>
    public static void SetDelinquent(UnitOfWork work, string customerId, bool delinquent)
    {
        var before = work.Get<Customer>(customerId);
        if (before.Delinquent != delinquent)
            work.EmitIfChanged("customer.updated", work.Save(before with { Delinquent = delinquent }), before);
    }

    private static bool IsRetried(UnitOfWork work, Invoice invoice) =>
        invoice.Parent is not null && invoice.AutoAdvance && work.Find<Subscription>(invoice.Parent.SubscriptionDetails.Subscription) is
            { Status: not SubscriptionStatus.Incomplete };

    /// <summary>The invoice was open before this unit of work, so that its change is news.</summary>
    private static bool WasFinalizedEarlier(UnitOfWork work, Invoice invoice) =>
        !work.Events.Any(emitted => emitted.Type == "invoice.finalized" && emitted.Data.Object is Invoice { Id: var id } && id == invoice.Id);
}
