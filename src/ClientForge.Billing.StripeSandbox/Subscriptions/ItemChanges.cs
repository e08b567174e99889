using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>One item before and after: added without a before, removed without an after.</summary>
internal sealed record ItemChange(SubscriptionItem? Before, SubscriptionItem? After, bool ClearsUsage = false)
{
    public bool Removed => After is null;

    /// <summary>A metered price is removed or gives way to another.</summary>
    public bool EndsMeteredPrice => Before is { } was && ItemPricing.IsMetered(was.Price) && was.Price.Id != After?.Price.Id;

    /// <summary>The change is about price or quantity, so that it prorates.</summary>
    public bool Matters => Before is null || After is null || Before.Price.Id != After.Price.Id || Before.Quantity != After.Quantity;
}

/// <summary>Matches the asked items with those the subscription has.</summary>
internal static class ItemChanges
{
    /// <summary>Every item of the subscription with what becomes of it, added ones last. An element without an id adds.</summary>
    public static IReadOnlyList<ItemChange> Apply(
        UnitOfWork work, Subscription subscription, IReadOnlyList<ItemParameters> asked, long now)
    {
        var byId = new Dictionary<string, ItemParameters>();
        foreach (var element in asked.Where(element => element.Id is not null))
        {
            if (subscription.Items.Data.All(item => item.Id != element.Id))
                throw Errors.NoSuchInBody("subscription item", element.Id!, element.Source.Path("id"));
            byId[element.Id!] = element;
        }
        var changes = subscription.Items.Data.Select(item => Change(work, subscription, item, byId.GetValueOrDefault(item.Id))).ToList();
        changes.AddRange(asked.Where(element => element.Id is null).Select(element => Add(work, subscription, element, now)));
        Require(subscription, changes);
        return changes;
    }

    private static ItemChange Change(UnitOfWork work, Subscription subscription, SubscriptionItem item, ItemParameters? asked)
    {
        if (asked is null)
            return new(item, item);
        if (!asked.Deleted)
            return new(item, SubscriptionItemFactory.Change(work, asked, subscription, item));
        if (asked.Price is not null || asked.Quantity is not null)
            throw Errors.Invalid("You may not specify other parameters with `deleted`.", asked.Source.Path("deleted"));
        return new(item, null, asked.ClearUsage);
    }

    private static ItemChange Add(UnitOfWork work, Subscription subscription, ItemParameters asked, long now)
    {
        var end = subscription.Items.Data.Count > 0 ? SubscriptionAgenda.PeriodEnd(subscription) : now;
        return new(null, SubscriptionItemFactory.New(work, asked, subscription, new Period(now, end)));
    }

    private static void Require(Subscription subscription, List<ItemChange> changes)
    {
        SubscriptionItem[] after = [.. changes.Select(change => change.After).OfType<SubscriptionItem>()];
        if (after.Length == 0)
        {
            throw Errors.Invalid(
                "A subscription must have at least one active item. If you would like to cancel the subscription, please cancel the subscription " +
                "instead of deleting all of its items.", "items");
        }
        if (after.Length > 20)
            throw Errors.Invalid("A subscription can have at most 20 items.", "items");
        SubscriptionItemFactory.RequireDistinct(after);
        SubscriptionItemFactory.RequireOneInterval(subscription.BillingMode, after);
    }
}
