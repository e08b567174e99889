using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Payments;
using ClientForge.Billing.StripeSandbox.Store;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>Subscriptions and their items.</summary>
internal sealed class SubscriptionModule : ISandboxModule
{
    public void Register(SandboxBuilder sandbox)
    {
        sandbox.Table<Subscription>("subscription")
            .IndexedBy(Subscription.CustomerIndex, subscription => subscription.Customer)
            .IndexedBy(Subscription.PaymentMethodIndex, subscription => subscription.DefaultPaymentMethod)
            .IndexedBy(PendingSetups.Index, subscription => subscription.PendingSetupIntent);
        sandbox.Post("/v1/subscriptions", SubscriptionEndpoints.Create);
        sandbox.Get("/v1/subscriptions", SubscriptionEndpoints.List);
        sandbox.Retrieve<Subscription>("/v1/subscriptions");
        sandbox.Post("/v1/subscriptions/{id}", SubscriptionEndpoints.Update);
        sandbox.Delete("/v1/subscriptions/{id}", SubscriptionEndpoints.Cancel);
        sandbox.Post("/v1/subscriptions/{id}/resume", SubscriptionEndpoints.Resume);
        sandbox.Post("/v1/subscriptions/{id}/migrate", SubscriptionEndpoints.Migrate);
        sandbox.Delete("/v1/subscriptions/{id}/discount", SubscriptionEndpoints.DeleteDiscount);
        sandbox.Due(SubscriptionChanges.DueKind, SubscriptionClock.Run);
        sandbox.Hooks.BeforeCustomerDeleted.Add(EndAll);
        sandbox.Hooks.PaymentMethodDetached.Add(ForgetMethod);
        sandbox.Hooks.SetupSucceeded.Add(PendingSetups.Complete);
    }

    private static void ForgetMethod(UnitOfWork work, PaymentMethod method)
    {
        foreach (var subscription in work.Table<Subscription>().Where(Subscription.PaymentMethodIndex, method.Id))
            SubscriptionChanges.Save(work, subscription, subscription with { DefaultPaymentMethod = null });
    }

    private static void EndAll(UnitOfWork work, Customers.Customer customer)
    {
        var living = work.Table<Subscription>().Where(Subscription.CustomerIndex, customer.Id)
            .Where(subscription => !SubscriptionStatus.IsTerminal(subscription.Status));
        foreach (var subscription in living)
            SubscriptionEnding.Cancel(work, subscription, invoiceNow: false, prorate: false, subscription.CancellationDetails);
    }
}
