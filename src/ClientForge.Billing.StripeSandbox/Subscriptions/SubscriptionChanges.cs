using ClientForge.Billing.StripeSandbox.Discounts;
using ClientForge.Billing.StripeSandbox.Store;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>Saves a changed subscription: its next moment is put in the due queue, its event emitted.</summary>
internal static class SubscriptionChanges
{
    public const string DueKind = "subscription";

    /// <summary>Saves without an event.</summary>
    public static Subscription Store(UnitOfWork work, Subscription subscription)
    {
        work.Save(subscription);
        if (SubscriptionAgenda.Next(subscription, id => work.Find<Discount>(id)?.End) is { } next)
            work.Schedule(DueKind, subscription.Id, next.At, subscription.TestClock);
        else
            work.Unschedule(DueKind, subscription.Id);
        return subscription;
    }

    /// <summary>Saves and emits <c>customer.subscription.updated</c>, unless this unit of work only just created the subscription.</summary>
    public static Subscription Save(UnitOfWork work, Subscription before, Subscription after)
    {
        Store(work, after);
        if (!IsNew(work, after.Id))
            work.EmitIfChanged("customer.subscription.updated", after, before);
        return after;
    }

    private static bool IsNew(UnitOfWork work, string id) => work.Events.Any(emitted =>
        emitted.Type == "customer.subscription.created" && emitted.Data.Object is Subscription { Id: var created } && created == id);
}
