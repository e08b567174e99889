using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Services.Plans;

/// <summary>A plan as it is sold, with the metrics its meters count.</summary>
public sealed record PlanView(PlanRow Plan, IReadOnlyList<PlanPriceRow> Prices, IReadOnlyList<PlanMeterRow> Meters, IReadOnlyDictionary<string, MetricRow> Metrics);

/// <summary>Reads the catalogue.</summary>
public sealed class PlanService(Database database, PlanRepository plans)
{
    /// <summary>The plans on sale, the cheapest first.</summary>
    public Task<IReadOnlyList<PlanView>> ListAsync(CancellationToken cancellationToken) =>
        database.AsSystemAsync(async work => await ViewAsync(work, await plans.ListActiveAsync(work)), cancellationToken);

    /// <summary>Every plan, archived ones too.</summary>
    public Task<IReadOnlyList<PlanView>> ListAllAsync(CancellationToken cancellationToken) =>
        database.AsSystemAsync(async work => await ViewAsync(work, await plans.ListAllAsync(work)), cancellationToken);

    /// <summary>A plan, archived or not: a subscriber may look at the plan he is on.</summary>
    /// <exception cref="BillingException">404 <c>plan_not_found</c>.</exception>
    public Task<PlanView> GetAsync(Guid planId, CancellationToken cancellationToken) => database.AsSystemAsync(
        async work =>
        {
            var plan = await plans.FindAsync(work, planId) ?? throw BillingException.NotFound("plan_not_found", "There is no such plan.");
            return (await ViewAsync(work, [plan]))[0];
        },
        cancellationToken);

    private async Task<IReadOnlyList<PlanView>> ViewAsync(Work work, IReadOnlyList<PlanRow> rows)
    {
        Guid[] ids = [.. rows.Select(plan => plan.Id)];
        var prices = (await plans.ListPricesAsync(work, ids)).ToLookup(price => price.PlanId);
        var meters = (await plans.ListMetersAsync(work, ids)).ToLookup(meter => meter.PlanId);
        var metrics = (await plans.ListMetricsAsync(work)).ToDictionary(metric => metric.Metric);
        return [.. rows.Select(plan => new PlanView(plan, [.. prices[plan.Id]], [.. meters[plan.Id]], metrics))];
    }
}
