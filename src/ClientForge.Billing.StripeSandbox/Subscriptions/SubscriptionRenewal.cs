using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Invoices;
using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Store;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>Moves a subscription into its next period and drafts the invoice for it.</summary>
internal static class SubscriptionRenewal
{
    /// <summary>Renews at the end of a period or trial. The draft is finalized an hour later.</summary>
    public static Invoice Renew(UnitOfWork work, Subscription before)
    {
        var (after, invoice) = Draft(work, before);
        SubscriptionChanges.Save(work, before, after);
        work.Emit("invoice.created", invoice);
        return invoice;
    }

    /// <summary>
    /// The subscription in its next period and the draft for it, saved without events: what renewal and preview share. Items of other
    /// intervals whose period goes on are left alone.
    /// </summary>
    public static (Subscription After, Invoice Invoice) Draft(UnitOfWork work, Subscription before)
    {
        var now = work.NowOn(before.TestClock);
        var endsTrial = before.Status == SubscriptionStatus.Trialing;
        var due = before.Items.Data.Where(item => item.CurrentPeriodEnd <= now).Select(item => item.Id).ToHashSet();
        var state = endsTrial ? before with { Status = SubscriptionStatus.Active } : before;
        var after = BillingCycle.WithItems(state, [.. before.Items.Data.Select(item =>
            due.Contains(item.Id) ? BillingCycle.Enter(state, item, item.CurrentPeriodEnd) : item)]);
        var collects = before.Status != SubscriptionStatus.Unpaid && before.PauseCollection?.Behavior != "keep_as_draft";
        var invoice = InvoiceDrafts.Create(work, new()
        {
            Customer = work.Get<Customer>(before.Customer),
            Subscription = after,
            Reason = BillingReasons.SubscriptionCycle,
            At = now,
            Period = LookBack(before, due),
            Lines = id => CycleLines.For(work, id, after, after.Items.Data.Where(item => due.Contains(item.Id))),
            Metered = endsTrial ? [] : CycleLines.Usage(before.Items.Data.Where(item => due.Contains(item.Id)), now),
            AutoAdvance = collects,
            FinalizesAt = collects ? now + InvoiceTimes.DraftHour : null,
        });
        return (CycleLines.Bill(after with { LatestInvoice = invoice.Id }, invoice), invoice);
    }

    private static Period LookBack(Subscription before, HashSet<string> due)
    {
        var items = before.Items.Data.Where(item => due.Contains(item.Id)).ToArray();
        return new(items.Min(item => item.CurrentPeriodStart), items.Max(item => item.CurrentPeriodEnd));
    }
}
