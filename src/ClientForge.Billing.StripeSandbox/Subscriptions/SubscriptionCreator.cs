using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Invoices;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>Creates subscriptions: the record, its first invoice, and the first payment.</summary>
internal static class SubscriptionCreator
{
    public static Subscription Create(UnitOfWork work, Customer customer, SubscriptionParameters asked)
    {
        var subscription = Draft(work, customer, asked);
        var invoice = FirstInvoice(work, customer, subscription, asked);
        if (invoice is not null)
            subscription = CycleLines.Bill(subscription with { LatestInvoice = invoice.Id }, invoice);
        var events = work.Events.Count;
        subscription = SubscriptionChanges.Store(work, PendingSetups.Attach(work, subscription, invoice));
        work.Emit("customer.subscription.created", subscription);
        if (invoice is null)
            return subscription;
        work.Emit("invoice.created", invoice);
        if (subscription.CollectionMethod == "charge_automatically")
            Collect(work, invoice, asked);
        SubscriptionEvents.ArrangeCreation(work, events);
        return work.Get<Subscription>(subscription.Id);
    }

    /// <summary>The first invoice as a draft, or null when the first period is free; nothing is charged.</summary>
    public static Invoice? Preview(UnitOfWork work, Customer customer, SubscriptionParameters asked) =>
        FirstInvoice(work, customer, Draft(work, customer, asked), asked);

    private static Subscription Draft(UnitOfWork work, Customer customer, SubscriptionParameters asked)
    {
        var now = work.NowOn(customer.TestClock);
        if (asked.Items.Count == 0)
            throw Errors.Missing("items");
        var blank = SubscriptionBuilder.Blank(work, customer, asked, now);
        SubscriptionItem[] items = [.. asked.Items.Select(item => SubscriptionBuilder.FirstItem(work, blank, item, now))];
        SubscriptionItemFactory.RequireDistinct(items);
        SubscriptionItemFactory.RequireOneInterval(blank.BillingMode, items);
        var subscription = SubscriptionSettings.WithCancelAt(work, BillingCycle.WithItems(blank, items), asked);
        return subscription with { Discounts = SubscriptionDiscounts.Change(work, asked.Discounts, [], subscription) };
    }

    private static Invoice? FirstInvoice(UnitOfWork work, Customer customer, Subscription subscription, SubscriptionParameters asked)
    {
        var now = work.NowOn(customer.TestClock);
        var inTrial = subscription.Status == SubscriptionStatus.Trialing;
        var isFreeStub = !inTrial && subscription.BillingCycleAnchor > now && !asked.NeedsProration;
        InvoiceExtras.Add(work, subscription, asked.AddInvoiceItems);
        if (isFreeStub && asked.AddInvoiceItems.Count == 0)
            return null;
        var sends = subscription.CollectionMethod == "send_invoice";
        return InvoiceDrafts.Create(work, new()
        {
            Customer = customer,
            Subscription = subscription,
            Reason = BillingReasons.SubscriptionCreate,
            At = now,
            Period = new(now, now),
            Lines = id => isFreeStub ? []
                : inTrial ? CycleLines.Trial(work, id, subscription)
                : [.. CycleLines.Backdated(work, id, subscription), .. CycleLines.For(work, id, subscription, subscription.Items.Data)],
            Metered = subscription.BillingMode.Type == "classic" && !inTrial ? CycleLines.Empty(subscription.Items.Data) : [],
            FinalizesAt = sends ? now + InvoiceTimes.DraftHour : null,
        });
    }

    private static void Collect(UnitOfWork work, Invoice draft, SubscriptionParameters asked)
    {
        var invoice = InvoiceFinalizer.Finalize(work, draft);
        if (invoice.Status != InvoiceStatus.Open || asked.PaymentBehavior == "default_incomplete")
            return;
        if (InvoiceCollector.PaymentMethodFor(work, invoice) is null)
            throw InvoiceCollector.NoPaymentMethod();
        var collected = InvoiceCollector.Collect(work, invoice, new() { OffSession = asked.OffSession });
        if (collected.Error is { } error && asked.PaymentBehavior == "error_if_incomplete")
            throw SubscriptionErrors.Incomplete(work, error);
    }
}
