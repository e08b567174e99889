using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Subscriptions;

namespace ClientForge.Billing.StripeSandbox.SubscriptionItems;

/// <summary>The items of subscriptions as a resource of their own.</summary>
internal sealed class SubscriptionItemModule : ISandboxModule
{
    public void Register(SandboxBuilder sandbox)
    {
        sandbox.Table<SubscriptionItem>("subscription_item", "subscription item");
        sandbox.Post("/v1/subscription_items", SubscriptionItemEndpoints.Create);
        sandbox.Get("/v1/subscription_items", SubscriptionItemEndpoints.List);
        sandbox.Get("/v1/subscription_items/{id}", SubscriptionItemEndpoints.Retrieve);
        sandbox.Post("/v1/subscription_items/{id}", SubscriptionItemEndpoints.Update);
        sandbox.Delete("/v1/subscription_items/{id}", SubscriptionItemEndpoints.Delete);
    }
}
