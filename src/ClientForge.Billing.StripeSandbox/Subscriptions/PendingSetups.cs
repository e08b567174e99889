using ClientForge.Billing.StripeSandbox.Invoices;
using ClientForge.Billing.StripeSandbox.Payments;
using ClientForge.Billing.StripeSandbox.Store;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>
/// The setup intent of a subscription that begins without anything to pay and without a payment method on file: it collects one for later.
/// </summary>
internal static class PendingSetups
{
    /// <summary>Finds the subscription that a setup intent belongs to.</summary>
    public const string Index = "pending_setup_intent";

    public static Subscription Attach(UnitOfWork work, Subscription subscription, Invoice? invoice)
    {
        var pays = invoice is { AmountDue: > 0 };
        if (pays || subscription.CollectionMethod != "charge_automatically"
            || InvoiceCollector.PaymentMethodFor(work, subscription.Customer, subscription) is not null)
            return subscription;
        var intent = work.Save(Setup.New(work, subscription.Customer, "off_session"));
        work.Emit("setup_intent.created", intent);
        return subscription with { PendingSetupIntent = intent.Id };
    }

    /// <summary>The customer gave a payment method: it becomes the subscription's default when that was asked for.</summary>
    public static void Complete(UnitOfWork work, SetupIntent intent)
    {
        foreach (var subscription in work.Table<Subscription>().Where(Index, intent.Id))
        {
            var saves = subscription.PaymentSettings.SaveDefaultPaymentMethod == "on_subscription";
            SubscriptionChanges.Save(work, subscription, subscription with
            {
                DefaultPaymentMethod = saves ? intent.PaymentMethod : subscription.DefaultPaymentMethod,
                PendingSetupIntent = null,
            });
        }
    }
}
