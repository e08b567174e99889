using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Invoices;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.SubscriptionSchedules;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>Ends a subscription, at once or when its time has come.</summary>
internal static class SubscriptionEnding
{
    /// <summary>Cancels now, as <c>DELETE</c> asks.</summary>
    public static Subscription Cancel(UnitOfWork work, Subscription subscription, bool invoiceNow, bool prorate, CancellationDetails details)
    {
        var now = work.NowOn(subscription.TestClock);
        foreach (var invoice in Unsettled(work, subscription))
            StopCollecting(work, invoice);
        if (prorate)
            Credit(work, subscription, now);
        var ended = End(work, subscription with { CancellationDetails = details }, details.Reason ?? "cancellation_requested");
        return invoiceNow && FinalInvoice(work, ended, subscription.Items.Data, now) is { } last ? CloseNow(work, ended, last) : ended;
    }

    /// <summary>Every retry has failed: the subscription ends, its open invoices are no longer collected.</summary>
    public static void GiveUp(UnitOfWork work, Subscription subscription)
    {
        foreach (var invoice in Unsettled(work, subscription))
            StopCollecting(work, invoice);
        End(work, subscription, "payment_failed");
    }

    /// <summary>The end that was asked for has come: usage and pending items are still billed, an hour later like any renewal.</summary>
    public static void Conclude(UnitOfWork work, Subscription subscription)
    {
        var now = work.NowOn(subscription.TestClock);
        var ended = End(work, subscription, subscription.CancellationDetails.Reason ?? "cancellation_requested");
        if (FinalInvoice(work, ended, subscription.Items.Data, now) is { } invoice)
        {
            SubscriptionChanges.Store(work, ended with { LatestInvoice = invoice.Id });
            work.Emit("invoice.created", invoice);
        }
    }

    /// <summary>The last invoice of a cancellation now, usage included; null when there would be none.</summary>
    public static Invoice? PreviewCancel(UnitOfWork work, Subscription subscription, bool prorate)
    {
        var now = work.NowOn(subscription.TestClock);
        if (prorate)
            Credit(work, subscription, now);
        return FinalInvoice(work, subscription, subscription.Items.Data, now);
    }

    /// <summary>The last invoice at the end that was asked for; null when nothing is left to bill.</summary>
    public static Invoice? PreviewConclusion(UnitOfWork work, Subscription subscription) =>
        FinalInvoice(work, subscription, subscription.Items.Data, work.NowOn(subscription.TestClock));

    /// <summary>Sets the terminal state and emits <c>customer.subscription.deleted</c>.</summary>
    public static Subscription End(UnitOfWork work, Subscription subscription, string reason)
    {
        var now = work.NowOn(subscription.TestClock);
        var ended = SubscriptionChanges.Store(work, subscription with
        {
            CanceledAt = subscription.CanceledAt ?? now,
            CancellationDetails = subscription.CancellationDetails with { Reason = reason },
            EndedAt = now,
            PendingUpdate = null,
            Status = SubscriptionStatus.Canceled,
        });
        work.Emit("customer.subscription.deleted", ended);
        if (work.Find<SubscriptionSchedule>(subscription.Schedule) is { Status: ScheduleStatus.Active } schedule)
            ScheduleClock.Cancel(work, schedule);
        return ended;
    }

    private static IReadOnlyList<Invoice> Unsettled(UnitOfWork work, Subscription subscription) =>
    [
        .. work.Table<Invoice>().Where(Invoice.SubscriptionIndex, subscription.Id)
            .Where(invoice => invoice.Status is InvoiceStatus.Open or InvoiceStatus.Draft && invoice.AutoAdvance),
    ];

    private static void StopCollecting(UnitOfWork work, Invoice invoice)
    {
        var stopped = work.Save(invoice with { AutoAdvance = false, AutomaticallyFinalizesAt = null, NextPaymentAttempt = null });
        InvoiceTimes.Reschedule(work, stopped);
        work.EmitIfChanged("invoice.updated", stopped, invoice);
    }

    private static void Credit(UnitOfWork work, Subscription subscription, long now)
    {
        if (subscription.Status == SubscriptionStatus.Trialing)
            return;
        var planner = Prorations.PlannerFor(work, subscription, now);
        var nets = Prorations.Nets(work, subscription, subscription.Items.Data);
        foreach (var item in subscription.Items.Data.Where(item => nets.ContainsKey(item.Id)))
        {
            foreach (var credit in planner.Credits(item, nets[item.Id]))
                Prorations.Write(work, subscription, credit);
        }
    }

    /// <summary>The last invoice: usage and whatever is pending; null when there is neither.</summary>
    private static Invoice? FinalInvoice(UnitOfWork work, Subscription ended, IReadOnlyList<SubscriptionItem> items, long now)
    {
        var metered = CycleLines.Usage(items, now);
        var hasUsage = metered.Any(span => Billing.MeteredLines.Usage(work, ended.Customer, span.Terms.Price, new(span.Start, span.End)) > 0);
        if (!hasUsage && InvoiceDrafts.Pending(work, ended.Customer, ended).Count == 0)
            return null;
        return InvoiceDrafts.Create(work, new()
        {
            Customer = work.Get<Customer>(ended.Customer),
            Subscription = ended,
            Reason = BillingReasons.SubscriptionCycle,
            At = now,
            Period = new(items.Min(item => item.CurrentPeriodStart), now),
            Metered = metered,
            FinalizesAt = now + InvoiceTimes.DraftHour,
        });
    }

    /// <summary>Finalizes and collects the last invoice in the call; a negative one is written off, not paid out.</summary>
    private static Subscription CloseNow(UnitOfWork work, Subscription ended, Invoice invoice)
    {
        var shown = SubscriptionChanges.Store(work, ended with { LatestInvoice = invoice.Id });
        work.Emit("invoice.created", invoice);
        if (invoice.Total < 0)
        {
            InvoiceVoiding.MarkUncollectible(work, invoice);
            return shown;
        }
        var open = InvoiceFinalizer.Finalize(work, invoice);
        if (open.Status == InvoiceStatus.Open && open.CollectionMethod == "charge_automatically")
            InvoiceCollector.Collect(work, open, new() { OffSession = true });
        return work.Get<Subscription>(ended.Id);
    }
}
