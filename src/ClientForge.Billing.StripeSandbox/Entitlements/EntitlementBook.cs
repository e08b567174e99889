using System.Text.Json;
using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Entitlements;

/// <summary>
/// Keeps what each customer is entitled to: the features of the products of its subscriptions that are active, trialing or past due. Looked at
/// once at the end of each unit of work that changed a subscription. https://docs.stripe.com/billing/entitlements
/// </summary>
internal static class EntitlementBook
{
    private const int Shown = 10;

    /// <summary>Brings the entitlements of a customer up to date; a change is announced with the whole list.</summary>
    public static void Refresh(UnitOfWork work, string customer)
    {
        var before = work.Table<ActiveEntitlement>().Where(ActiveEntitlement.CustomerIndex, customer);
        var granted = work.Table<ProductFeature>().Count == 0 ? [] : Granted(work, customer);
        if (before.Select(entitlement => entitlement.Feature).ToHashSet().SetEquals(granted.Keys))
            return;
        foreach (var lost in before.Where(entitlement => !granted.ContainsKey(entitlement.Feature)))
            work.Delete(lost);
        foreach (var feature in granted.Values.Where(feature => before.All(entitlement => entitlement.Feature != feature.Id)))
        {
            work.Save(new ActiveEntitlement
            {
                Id = Ids.New("ent_test"), Customer = customer, Feature = feature.Id, LookupKey = feature.LookupKey,
            });
        }

        Announce(work, customer);
    }

    private static Dictionary<string, Feature> Granted(UnitOfWork work, string customer) =>
        work.Table<Subscription>().Where(Subscription.CustomerIndex, customer)
            .Where(subscription => subscription.Status is SubscriptionStatus.Active or SubscriptionStatus.Trialing or SubscriptionStatus.PastDue)
            .SelectMany(subscription => subscription.Items.Data)
            .SelectMany(item => work.Table<ProductFeature>().Where(ProductFeature.ProductIndex, item.Price.Product))
            .Select(link => link.EntitlementFeature)
            .DistinctBy(feature => feature.Id)
            .ToDictionary(feature => feature.Id);

    private static void Announce(UnitOfWork work, string customer)
    {
        var all = work.Table<ActiveEntitlement>().Where(ActiveEntitlement.CustomerIndex, customer);
        var summary = new ActiveEntitlementSummary(customer, new([.. all.Take(Shown)], $"/v1/customer/{customer}/entitlements")
        {
            HasMore = all.Count > Shown,
        });
        var body = JsonSerializer.SerializeToNode(summary, StripeJson.Compact)!.AsObject();
        work.Emit("entitlements.active_entitlement_summary.updated", body, work.Find<Customer>(customer)?.TestClock);
    }
}
