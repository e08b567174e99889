using System.Text.Json.Nodes;

namespace ClientForge.Billing.DevHost.Demo;

/// <summary>One customer of the demo and what its people do.</summary>
internal sealed class DemoTenant : IDisposable
{
    private const string Base = "/api/v1/billing";

    private readonly DemoApi api;
    private readonly Dictionary<string, string> planIds;

    private DemoTenant(Guid id, DemoApi api, Dictionary<string, string> planIds)
    {
        Id = id;
        this.api = api;
        this.planIds = planIds;
    }

    public Guid Id { get; }

    public static async Task<DemoTenant> CreateAsync(DemoApi dev, Uri server, string name, string email, CancellationToken cancellation)
    {
        var created = await dev.PostAsync("/dev/tenants", new { name, email }, cancellation);
        var api = new DemoApi(server, (string)created["adminToken"]!);
        var plans = (await api.GetAsync($"{Base}/plans", cancellation))["data"]!.AsArray();
        return new DemoTenant(
            (Guid)created["tenantId"]!, api,
            plans.ToDictionary(plan => (string)plan!["tier"]!, plan => (string)plan!["id"]!));
    }

    public Task AddCardAsync(string testCard, CancellationToken cancellation) =>
        api.PostAsync($"{Base}/payment-methods", new { paymentMethodId = testCard, setDefault = true }, cancellation);

    public Task<JsonNode> SubscribeAsync(
        string tier, int quantity, CancellationToken cancellation, string currency = "usd", string interval = "month", int trialDays = 0) =>
        api.PostAsync($"{Base}/subscribe", new { planId = planIds[tier], quantity, currency, interval, trialDays }, cancellation);

    public Task ChangePlanAsync(string tier, CancellationToken cancellation) =>
        api.PutAsync($"{Base}/subscription", new { planId = planIds[tier], prorationBehavior = "always_invoice" }, cancellation);

    public Task AddSeatsAsync(int delta, CancellationToken cancellation) =>
        api.PostAsync($"{Base}/subscription/seats", new { delta }, cancellation);

    public Task ApplyCouponAsync(string code, CancellationToken cancellation) =>
        api.PostAsync($"{Base}/subscription/coupon", new { code }, cancellation);

    public Task CancelAtPeriodEndAsync(CancellationToken cancellation) =>
        api.DeleteAsync($"{Base}/subscription?atPeriodEnd=true", cancellation);

    public Task ReportUsageAsync(string metric, long quantity, CancellationToken cancellation) =>
        api.PostAsync($"{Base}/usage/report", new { metric, quantity }, cancellation);

    public void Dispose() => api.Dispose();
}
