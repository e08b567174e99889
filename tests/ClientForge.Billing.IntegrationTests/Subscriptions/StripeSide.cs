using System.Net;
using System.Text.Json;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Subscriptions;

/// <summary>How the same things look at Stripe.</summary>
internal static class StripeSide
{
    public static async Task<string> CustomerIdAsync(BillingWorld world, TestTenant tenant) =>
        Assert.Single(await CustomersAsync(world, tenant)).StringAt("id")!;

    public static async Task<IReadOnlyList<JsonElement>> CustomersAsync(BillingWorld world, TestTenant tenant)
    {
        var customers = (await world.Stripe.GetAsync("customers?limit=100")).Expect(HttpStatusCode.OK);
        return [.. customers["data"].EnumerateArray()
            .Where(customer => customer.At("metadata").TryGetProperty("tenant_id", out var id) && id.GetString() == tenant.Id.ToString())];
    }

    public static async Task<JsonElement> SubscriptionAsync(BillingWorld world, JsonElement subscription) =>
        (await world.Stripe.GetAsync($"subscriptions/{subscription.StringAt("stripeSubscriptionId")}")).Expect(HttpStatusCode.OK).Body;

    /// <summary>Newest first.</summary>
    public static async Task<IReadOnlyList<JsonElement>> InvoicesAsync(BillingWorld world, JsonElement subscription) =>
        [.. (await world.Stripe.GetAsync($"invoices?limit=100&subscription={subscription.StringAt("stripeSubscriptionId")}")).Expect(HttpStatusCode.OK)["data"].EnumerateArray()];
}
