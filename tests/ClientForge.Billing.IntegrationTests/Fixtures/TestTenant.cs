using System.Net;
using System.Text.Json;

namespace ClientForge.Billing.IntegrationTests.Fixtures;

/// <summary>One tenant and what its people do, in their words.</summary>
public sealed record TestTenant(Guid Id, string Email, ApiCaller Admin, ApiCaller Member)
{
    /// <summary>Attaches one of Stripe's test cards and makes it the default.</summary>
    public async Task<JsonElement> AddCardAsync(string paymentMethodId = "pm_card_visa") =>
        (await Admin.PostAsync("payment-methods", new { paymentMethodId, setDefault = true })).Expect(HttpStatusCode.Created).Body;

    /// <summary>The id of the active plan of that name.</summary>
    public async Task<string> PlanIdAsync(string name)
    {
        var plans = (await Admin.GetAsync("plans")).Expect(HttpStatusCode.OK);
        return plans["data"].EnumerateArray().First(plan => plan.StringAt("name") == name).StringAt("id")!;
    }

    /// <summary>Adds a good card and subscribes to a plan, monthly and in dollars unless told otherwise.</summary>
    public async Task<JsonElement> SubscribeAsync(
        string plan = "Basic", int quantity = 1, int trialDays = 0, string interval = "month", string currency = "usd", string card = "pm_card_visa")
    {
        await AddCardAsync(card);
        var body = new { planId = await PlanIdAsync(plan), interval, currency, quantity, trialDays };
        return (await Admin.PostAsync("subscribe", body)).Expect(HttpStatusCode.Created).Body;
    }

    public async Task<JsonElement> SubscriptionAsync() => (await Admin.GetAsync("subscription")).Expect(HttpStatusCode.OK).Body;

    public async Task<JsonElement> AccountAsync() => (await Admin.GetAsync("account")).Expect(HttpStatusCode.OK).Body;

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> InvoicesAsync() =>
        [.. (await Admin.GetAsync("invoices?limit=100")).Expect(HttpStatusCode.OK)["data"].EnumerateArray()];

    /// <summary>Reports usage as the tenant's own systems do.</summary>
    public async Task<JsonElement> ReportUsageAsync(string metric, long quantity, string? idempotencyKey = null) =>
        (await Admin.PostAsync("usage/report", new { metric, quantity, idempotencyKey })).Expect(HttpStatusCode.Accepted).Body;
}
