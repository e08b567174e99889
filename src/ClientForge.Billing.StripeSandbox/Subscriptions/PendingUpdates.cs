using ClientForge.Billing.StripeSandbox.Invoices;
using ClientForge.Billing.StripeSandbox.Store;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>Changes that wait for their invoice (<c>payment_behavior=pending_if_incomplete</c>).</summary>
internal static class PendingUpdates
{
    /// <summary>Parks the change: the subscription is as before, the invoice stays open, for 23 hours or to the end of the period or trial.</summary>
    public static Subscription Park(UnitOfWork work, Subscription before, Subscription after, Invoice invoice)
    {
        var now = work.NowOn(before.TestClock);
        var latest = Math.Min(now + SubscriptionAgenda.IncompleteLifetime, SubscriptionAgenda.PeriodEnd(before));
        var parked = before with
        {
            LatestInvoice = invoice.Id,
            PendingUpdate = new()
            {
                BillingCycleAnchor = after.BillingCycleAnchor == before.BillingCycleAnchor ? null : after.BillingCycleAnchor,
                ExpiresAt = latest,
                Invoice = invoice.Id,
                State = new(after.Items.Data, after.BillingCycleAnchor, after.TrialEnd, after.TrialStart, after.Status, before.LatestInvoice),
                SubscriptionItems = after.Items.Data,
                TrialEnd = after.TrialEnd == before.TrialEnd ? null : after.TrialEnd,
            },
        };
        return SubscriptionChanges.Store(work, parked);
    }

    /// <summary>The parked change becomes visible: it was not paid in the call that asked for it.</summary>
    public static Subscription Announce(UnitOfWork work, Subscription parked) =>
        SubscriptionChanges.Store(work, parked with { PendingUpdate = parked.PendingUpdate! with { IsAnnounced = true } });

    /// <summary>The invoice was paid: the change takes effect.</summary>
    public static Subscription Apply(UnitOfWork work, Subscription subscription)
    {
        var update = subscription.PendingUpdate!;
        var state = update.State;
        var applied = subscription with
        {
            BillingCycleAnchor = state.BillingCycleAnchor,
            Items = subscription.Items with { Data = state.Items, TotalCount = state.Items.Count },
            PendingUpdate = null,
            Status = state.Status == SubscriptionStatus.Active && subscription.Status == SubscriptionStatus.Trialing
                ? SubscriptionStatus.Active
                : subscription.Status,
            TrialEnd = state.TrialEnd,
            TrialStart = state.TrialStart,
        };
        SubscriptionChanges.Store(work, applied);
        if (update.IsAnnounced)
            work.Emit("customer.subscription.pending_update_applied", applied);
        var before = update.IsAnnounced ? subscription : subscription with { LatestInvoice = state.LatestInvoiceBefore, PendingUpdate = null };
        work.EmitIfChanged("customer.subscription.updated", applied, before);
        return applied;
    }

    /// <summary>Nobody paid in time: the change is dropped and its invoice voided.</summary>
    public static void Expire(UnitOfWork work, Subscription subscription)
    {
        var invoice = work.Get<Invoice>(subscription.PendingUpdate!.Invoice);
        var without = Drop(work, subscription);
        work.Emit("customer.subscription.pending_update_expired", without);
        work.EmitIfChanged("customer.subscription.updated", without, subscription);
        if (invoice.Status is InvoiceStatus.Open or InvoiceStatus.Uncollectible)
            InvoiceVoiding.Void(work, invoice);
    }

    /// <summary>Forgets the parked change without an event.</summary>
    public static Subscription Drop(UnitOfWork work, Subscription subscription) =>
        SubscriptionChanges.Store(work, subscription with { PendingUpdate = null });
}
