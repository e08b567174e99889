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
        SaveItems(work, subscription);
        work.ReviewEntitlements(subscription.Customer);
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

    /// <summary>Items are a resource of their own, too: what changed is saved, what is gone is removed.</summary>
    private static void SaveItems(UnitOfWork work, Subscription subscription)
    {
        foreach (var item in subscription.Items.Data.Where(item => !ReferenceEquals(work.Find<SubscriptionItem>(item.Id), item)))
            work.Save(item);
        if (work.Find<Subscription>(subscription.Id) is not { } old || ReferenceEquals(old.Items, subscription.Items))
            return;
        foreach (var gone in old.Items.Data.Where(item => subscription.Items.Data.All(kept => kept.Id != item.Id)))
            work.Delete(gone);
    }

    private static bool IsNew(UnitOfWork work, string id) => work.Events.Any(emitted =>
        emitted.Type == "customer.subscription.created" && emitted.Data.Object is Subscription { Id: var created } && created == id);
}
