using ClientForge.Billing.StripeSandbox.Controls;
using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Invoices;
using ClientForge.Billing.StripeSandbox.Store;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>Carries out a change of a subscription: prorations, invoice, payment, and what the payment behavior makes of a failure.</summary>
internal static class SubscriptionUpdater
{
    public static Subscription Update(UnitOfWork work, Subscription before, SubscriptionParameters asked)
    {
        var plan = SubscriptionPlanner.Plan(work, before, asked);
        if (plan.InvoicesNow && before.Status == SubscriptionStatus.Trialing && plan.StartsCycle)
            RequirePaymentMethod(work, plan.After, asked);
        InvoiceExtras.Add(work, plan.After, asked.AddInvoiceItems);
        var after = WriteProrations(work, plan);
        if (!plan.InvoicesNow)
            return SubscriptionChanges.Save(work, before, after);
        RequireInvoiceRate(work, before);
        var invoice = DraftInvoice(work, before, plan with { After = after }, asked);
        after = CycleLines.Bill(after with { LatestInvoice = invoice.Id }, invoice);
        return asked.PaymentBehavior == "pending_if_incomplete"
            ? ApplyWhenPaid(work, before, after, invoice, asked)
            : ApplyNow(work, before, after, invoice, asked);
    }

    /// <summary>The invoice a change would make at once, as a draft; null when it makes none. Its prorations then wait as pending items.</summary>
    public static Invoice? Preview(UnitOfWork work, Subscription before, SubscriptionParameters asked)
    {
        var plan = SubscriptionPlanner.Plan(work, before, asked);
        InvoiceExtras.Add(work, plan.After, asked.AddInvoiceItems);
        var after = WriteProrations(work, plan);
        SubscriptionChanges.Store(work, after);
        return plan.InvoicesNow ? DraftInvoice(work, before, plan with { After = after }, asked) : null;
    }

    private static Subscription ApplyNow(
        UnitOfWork work, Subscription before, Subscription after, Invoice draft, SubscriptionParameters asked)
    {
        SubscriptionChanges.Save(work, before, after);
        work.Emit("invoice.created", draft);
        if (after.CollectionMethod == "send_invoice")
            return after;
        var invoice = InvoiceFinalizer.Finalize(work, draft);
        if (invoice.Status == InvoiceStatus.Open && asked.PaymentBehavior == "default_incomplete")
        {
            SubscriptionOutcome.Failed(work, invoice, exhausted: false);
        }
        else if (invoice.Status == InvoiceStatus.Open)
        {
            var collected = InvoiceCollector.Collect(work, invoice, new() { OffSession = asked.OffSession });
            if (collected.Error is { } error && asked.PaymentBehavior == "error_if_incomplete")
                throw SubscriptionErrors.Incomplete(work, error);
            if (collected.Invoice.Status == InvoiceStatus.Open && collected.Error?.Code == "invoice_payment_intent_requires_action")
                SubscriptionOutcome.Failed(work, collected.Invoice, exhausted: false);
        }
        return work.Get<Subscription>(after.Id);
    }

    /// <summary>The subscription stays as it was until the invoice is paid, which may be at once.</summary>
    private static Subscription ApplyWhenPaid(
        UnitOfWork work, Subscription before, Subscription after, Invoice draft, SubscriptionParameters asked)
    {
        var parked = PendingUpdates.Park(work, before, after, draft);
        work.Emit("invoice.created", draft);
        var invoice = InvoiceFinalizer.Finalize(work, draft);
        if (invoice.Status == InvoiceStatus.Open)
            InvoiceCollector.Collect(work, invoice, new() { OffSession = asked.OffSession });
        var current = work.Get<Subscription>(before.Id);
        if (current.PendingUpdate is not null)
            work.EmitIfChanged("customer.subscription.updated", PendingUpdates.Announce(work, current), before);
        return work.Get<Subscription>(parked.Id);
    }

    private static Invoice DraftInvoice(UnitOfWork work, Subscription before, ChangePlan plan, SubscriptionParameters asked)
    {
        var now = work.NowOn(before.TestClock);
        return InvoiceDrafts.Create(work, new()
        {
            Customer = work.Get<Customer>(before.Customer),
            Subscription = plan.After,
            Reason = BillingReasons.SubscriptionUpdate,
            At = now,
            Period = new(before.Items.Data.Min(item => item.CurrentPeriodStart), now),
            Lines = id => plan.StartsCycle ? CycleLines.For(work, id, plan.After, plan.After.Items.Data) : [],
            Metered = plan.Metered,
            FinalizesAt = before.CollectionMethod == "send_invoice" ? now + InvoiceTimes.DraftHour : null,
            ProrationDate = asked.ProrationDate,
        });
    }

    /// <summary>Writes the pending items and notes on the items what was credited and debited.</summary>
    private static Subscription WriteProrations(UnitOfWork work, ChangePlan plan)
    {
        var billed = plan.After.Items.Data.ToDictionary(item => item.Id, item => item.Billed.ToList());
        foreach (var line in plan.Prorations)
        {
            var written = Prorations.Write(work, plan.After, line);
            if (!billed.TryGetValue(line.Item.Id, out var spans))
                continue;
            if (line.IsCredit)
                Cut(spans, line);
            else
                spans.Add(new() { Start = line.Period.Start, End = line.Period.End, Until = line.Period.End, Quantity = line.Quantity, InvoiceItem = written.Id });
        }
        if (!plan.InvoicesNow)
            UsageItems.Write(work, plan.After, plan.Metered);
        return BillingCycle.WithItems(plan.After, [.. plan.After.Items.Data.Select(item => item with { Billed = billed[item.Id] })]);
    }

    private static void Cut(List<BilledSpan> spans, PlannedProration credit)
    {
        for (var i = 0; i < spans.Count; i++)
        {
            if (spans[i].Until > credit.Period.Start && (credit.Credited is null || spans[i] == credit.Credited))
                spans[i] = spans[i] with { Until = Math.Max(spans[i].Start, credit.Period.Start) };
        }
    }

    /// <summary>Stripe makes only so many new invoices for one subscription in a minute; off unless switched on.</summary>
    private static void RequireInvoiceRate(UnitOfWork work, Subscription subscription)
    {
        if (work.Find<Limits>(Limits.TheId)?.InvoicesPerMinute is not { } limit)
            return;
        var since = work.NowOn(subscription.TestClock) - 60;
        if (work.Table<Invoice>().Where(Invoice.SubscriptionIndex, subscription.Id).Count(invoice => invoice.Created > since) >= limit)
            throw RateLimiter.Exceeded("resource-specific");
    }

    /// <summary>A trial cannot be ended by hand when nobody could be charged for what follows.</summary>
    private static void RequirePaymentMethod(UnitOfWork work, Subscription after, SubscriptionParameters asked)
    {
        var charges = after.CollectionMethod == "charge_automatically" && asked.PaymentBehavior != "default_incomplete"
            && after.Items.Data.Sum(ItemPricing.ListAmount) > 0;
        if (charges && InvoiceCollector.PaymentMethodFor(work, after.Customer, after) is null)
            throw InvoiceCollector.NoPaymentMethod();
    }
}
