using System.Net;
using ClientForge.Billing.Data.StripeIntents;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.Services.StripeApi;

namespace ClientForge.Billing.IntegrationTests.Intents;

/// <summary>What the intent tests do over and over: plan a customer, expire a lease, count what Stripe has.</summary>
internal static class IntentHarness
{
    public static IntentPlan PlanCustomer(this ServiceHarness harness, string naturalKey = "first", bool stamped = true)
    {
        var id = harness.Get<StripeIntents>().NewId();
        var metadata = stamped ? $"&metadata[{MetadataKeys.OperationId}]={id}" : "";
        return new IntentPlan
        {
            TenantId = null,
            Id = id,
            Kind = "customer.create",
            NaturalKey = naturalKey,
            ObjectType = "customer",
            Call = new StripeCall("POST", "/v1/customers", $"email=a%40b.example{metadata}"),
            Actor = "system",
        };
    }

    public static Task<StripeIntentRow> StoreAsync(this ServiceHarness harness, IntentPlan plan, CancellationToken cancellation) =>
        harness.Database.AsSystemAsync(work => harness.Get<StripeIntents>().PlanAsync(work, plan), cancellation);

    public static Task<StripeIntentRow> IntentAsync(this ServiceHarness harness, Guid id, CancellationToken cancellation) =>
        harness.Database.AsSystemAsync(work => harness.Get<StripeIntentRepository>().GetAsync(work, id), cancellation);

    /// <summary>A process died a minute ago: its lease has run out.</summary>
    public static Task ExpireLeasesAsync(this ServiceHarness harness, CancellationToken cancellation) =>
        harness.ExecuteAsync("update stripe_intents set lease_until = clock_timestamp() - interval '1 second' where lease_until is not null", null, cancellation);

    /// <summary>Lets the sweep do what it wants until nothing is left to do.</summary>
    public static Task SweepUntilQuietAsync(this ServiceHarness harness, CancellationToken cancellation) =>
        harness.RunUntilAsync("intent-sweep", DateTimeOffset.MaxValue, cancellation);

    public static async Task<int> CountCustomersAsync(this ServiceHarness harness) =>
        (await harness.Stripe.GetAsync("customers?limit=100")).Expect(HttpStatusCode.OK)["data"].GetArrayLength();
}
