using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Entitlements;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Services.Entitlements;

/// <summary>
/// What a tenant may use now: its plan's features, seats and metered quantities. A tenant with a plan costs one read, and one more for
/// each level averaged over time.
/// </summary>
public sealed class EntitlementService(Database database, EntitlementRepository entitlements, MeteredPrices prices, PlanRepository plans)
{
    /// <summary>Every feature of the tenant's plan; every one on sale, denied, for a tenant without a plan.</summary>
    public async Task<IReadOnlyList<Entitlement>> ListAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var (row, counters) = await entitlements.ReadAsync(tenantId, cancellationToken);
        return row.SubscriptionStatus is null
            ? await OnSaleAsync(EntitlementRules.Access(row).Reason, cancellationToken)
            : EntitlementRules.Of(row, await UsesAsync(tenantId, row, counters, cancellationToken));
    }

    /// <exception cref="BillingException">404 <c>feature_not_found</c>: no plan on sale has it.</exception>
    public async Task<Entitlement> GetAsync(Guid tenantId, string feature, CancellationToken cancellationToken) =>
        Find(await ListAsync(tenantId, cancellationToken), feature)
        ?? Find(await OnSaleAsync("not_in_plan", cancellationToken), feature)
        ?? throw BillingException.NotFound("feature_not_found", $"There is no feature {feature}.");

    // Of the subscription's own metered prices, in the order of their metrics' names.
    private async Task<IReadOnlyList<MeteredUse>> UsesAsync(
        Guid tenantId, EntitlementRow row, IReadOnlyList<CountedUse> counters, CancellationToken cancellationToken)
    {
        var uses = new List<MeteredUse>();
        foreach (var item in row.StripeItems!.Read<SubscriptionItemRef[]>().Where(item => item.Metered))
        {
            if (await prices.FindAsync(item.PriceId, cancellationToken) is not { } price)
                continue;
            var used = price.Aggregation == "weighted_sum"
                ? await entitlements.ReadAverageLevelAsync(tenantId, price.Metric, row.PeriodStart!.Value, row.PeriodEnd!.Value, cancellationToken)
                : EntitlementRules.Used(price.Aggregation, [.. counters.Where(counter => counter.Metric == price.Metric)]);
            uses.Add(new MeteredUse(price.Metric, price.Aggregation, price.Included, used, price.LimitBehavior));
        }

        uses.Sort((one, other) => string.CompareOrdinal(one.Metric, other.Metric));
        return uses;
    }

    private static Entitlement? Find(IEnumerable<Entitlement> all, string feature) => all.FirstOrDefault(entitlement => entitlement.Feature == feature);

    private Task<IReadOnlyList<Entitlement>> OnSaleAsync(string? reason, CancellationToken cancellationToken) => database.AsSystemAsync<IReadOnlyList<Entitlement>>(
        async work =>
        {
            var onSale = await plans.ListActiveAsync(work);
            var metrics = await plans.ListMetricsAsync(work);
            return
            [
                .. onSale.SelectMany(plan => plan.Features.Read<string[]>())
                    .Concat(metrics.Select(metric => metric.Metric))
                    .Prepend(EntitlementRules.Users)
                    .Distinct()
                    .Select(feature => EntitlementRules.Granted(feature, new PlanAccess(false, reason))),
            ];
        },
        cancellationToken);
}
