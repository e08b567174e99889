using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Invoices;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>Resumes a subscription that its trial's end had paused.</summary>
internal static class SubscriptionResumption
{
    /// <summary>
    /// Starts the period again and finalizes its invoice without trying to pay; the subscription is active once that is paid, or at once when
    /// there is nothing to pay.
    /// </summary>
    public static Subscription Resume(UnitOfWork work, Subscription paused, bool anchorNow)
    {
        if (paused.Status != SubscriptionStatus.Paused)
            throw Errors.Invalid($"Only subscriptions with status `paused` can be resumed; this one is `{paused.Status}`.");
        var (after, draft) = Draft(work, paused, anchorNow);
        SubscriptionChanges.Store(work, after);
        work.Emit("invoice.created", draft);
        InvoiceFinalizer.Finalize(work, draft);
        var current = work.Get<Subscription>(paused.Id);
        if (current.Status == SubscriptionStatus.Paused)
            work.EmitIfChanged("customer.subscription.updated", current, paused);
        return current;
    }

    /// <summary>The subscription in its new period with the draft for it, which preview and resumption share.</summary>
    public static (Subscription After, Invoice Invoice) Draft(UnitOfWork work, Subscription paused, bool anchorNow)
    {
        var now = work.NowOn(paused.TestClock);
        var anchored = anchorNow ? paused with { BillingCycleAnchor = now, BillingCycleAnchorConfig = null } : paused;
        var after = BillingCycle.WithItems(anchored, [.. paused.Items.Data.Select(item => Enter(anchored, item, now))]);
        var draft = InvoiceDrafts.Create(work, new()
        {
            Customer = work.Get<Customer>(paused.Customer),
            Subscription = after,
            Reason = BillingReasons.SubscriptionUpdate,
            At = now,
            Period = new(now, now),
            Lines = id => CycleLines.For(work, id, after, after.Items.Data),
        });
        after = after with { LatestInvoice = draft.Id, ResumesBy = now + SubscriptionAgenda.IncompleteLifetime };
        return (CycleLines.Bill(after, draft), draft);
    }

    /// <summary>The resumption invoice was paid or written off.</summary>
    public static void Complete(UnitOfWork work, Subscription paused)
    {
        var active = SubscriptionChanges.Store(work, paused with { ResumesBy = null, Status = SubscriptionStatus.Active });
        work.Emit("customer.subscription.resumed", active);
        work.EmitIfChanged("customer.subscription.updated", active, paused);
    }

    /// <summary>Nobody paid within 23 hours: the invoice is voided and the subscription stays paused.</summary>
    public static void Expire(UnitOfWork work, Subscription paused)
    {
        SubscriptionChanges.Store(work, paused with { ResumesBy = null });
        if (work.Find<Invoice>(paused.LatestInvoice) is { Status: InvoiceStatus.Open } invoice)
            InvoiceVoiding.Void(work, invoice);
    }

    private static SubscriptionItem Enter(Subscription subscription, SubscriptionItem item, long now) =>
        BillingCycle.Enter(subscription, item, now) with { CurrentPeriodStart = now };
}
