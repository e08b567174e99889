using ClientForge.Billing.StripeSandbox.Invoices;
using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Store;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>What an invoice's fate does to its subscription.</summary>
internal static class SubscriptionOutcome
{
    /// <summary>A paid first invoice opens the subscription, before the invoice's own events; a parked change is applied.</summary>
    public static void BeforePaidEvents(UnitOfWork work, Invoice invoice)
    {
        if (SubscriptionOf(work, invoice) is not { } subscription)
            return;
        if (subscription.PendingUpdate is { } update && update.Invoice == invoice.Id)
            subscription = PendingUpdates.Apply(work, subscription);
        subscription = KeepMethod(work, subscription, invoice);
        if (subscription.Status == SubscriptionStatus.Incomplete)
            Settle(work, subscription);
        else if (subscription.Status == SubscriptionStatus.Paused && subscription.LatestInvoice == invoice.Id)
            SubscriptionResumption.Complete(work, subscription);
    }

    /// <summary>A paid or written-off latest invoice ends the arrears, after the invoice's own events.</summary>
    public static void AfterPaidEvents(UnitOfWork work, Invoice invoice)
    {
        if (SubscriptionOf(work, invoice) is { Status: SubscriptionStatus.PastDue or SubscriptionStatus.Unpaid } subscription
            && Deciding(work, subscription)?.Id == invoice.Id)
            Settle(work, subscription);
    }

    /// <summary>A payment failed; answers whether the subscription has begun, so that the customer is in arrears.</summary>
    public static bool Failed(UnitOfWork work, Invoice invoice, bool exhausted)
    {
        if (SubscriptionOf(work, invoice) is not { } subscription || subscription.Status == SubscriptionStatus.Incomplete)
            return false;
        if (SubscriptionStatus.IsTerminal(subscription.Status))
            return true;
        var waits = subscription.PendingUpdate?.Invoice == invoice.Id;
        var status = waits ? subscription.Status : SubscriptionTransitions.AfterFailure(subscription.Status);
        if (exhausted && BillingSettings.Of(work).Retries is { Enabled: true } retries)
            status = SubscriptionTransitions.AfterExhaustion(status, retries.WhenExhausted);
        if (status == SubscriptionStatus.Canceled)
            SubscriptionEnding.GiveUp(work, subscription);
        else if (status != subscription.Status)
            SubscriptionChanges.Save(work, subscription, subscription with { Status = status });
        return true;
    }

    /// <summary>An invoice sent to the customer was not paid by its due date.</summary>
    public static void Overdue(UnitOfWork work, Invoice invoice)
    {
        if (SubscriptionOf(work, invoice) is { } subscription && !SubscriptionStatus.IsTerminal(subscription.Status))
        {
            var status = SubscriptionTransitions.AfterFailure(subscription.Status);
            SubscriptionChanges.Save(work, subscription, subscription with { Status = status });
        }
    }

    /// <summary>The invoice that decides: the newest one that was finalized and not voided.</summary>
    public static Invoice? Deciding(UnitOfWork work, Subscription subscription) =>
        work.Table<Invoice>().Where(Invoice.SubscriptionIndex, subscription.Id)
            .FirstOrDefault(invoice => invoice.Status is not (InvoiceStatus.Draft or InvoiceStatus.Void));

    /// <summary>With <c>save_default_payment_method=on_subscription</c> what paid becomes the subscription's default.</summary>
    private static Subscription KeepMethod(UnitOfWork work, Subscription subscription, Invoice invoice)
    {
        if (subscription is not { DefaultPaymentMethod: null, PaymentSettings.SaveDefaultPaymentMethod: "on_subscription" }
            || InvoiceIntents.IntentOf(work, invoice)?.PaymentMethod is not { } method)
            return subscription;
        return SubscriptionChanges.Save(work, subscription, subscription with { DefaultPaymentMethod = method });
    }

    private static void Settle(UnitOfWork work, Subscription subscription)
    {
        var inTrial = subscription.TrialEnd > work.NowOn(subscription.TestClock);
        var status = SubscriptionTransitions.AfterSettled(subscription.Status, inTrial);
        SubscriptionChanges.Save(work, subscription, subscription with { Status = status });
    }

    private static Subscription? SubscriptionOf(UnitOfWork work, Invoice invoice) =>
        work.Find<Subscription>(invoice.Parent?.SubscriptionDetails.Subscription);
}
