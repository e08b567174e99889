using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Accounts;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.Usage;

namespace ClientForge.Billing.Services.Entitlements;

/// <summary>What a tenant may use now: its plan's features, seats and metered quantities.</summary>
public sealed class EntitlementService(
    Database database,
    AccountRepository accounts,
    SubscriptionRepository subscriptions,
    PlanRepository plans,
    UsageReader usage)
{
    /// <summary>The name of the seats among the features.</summary>
    public const string Users = "users";

    /// <summary>Every feature of the tenant's plan; every one on sale, denied, for a tenant without a plan.</summary>
    public Task<IReadOnlyList<Entitlement>> ListAsync(Guid tenantId, CancellationToken cancellationToken) =>
        database.InTenantAsync(tenantId, work => ListAsync(work, tenantId), cancellationToken);

    /// <exception cref="BillingException">404 <c>feature_not_found</c>: no plan on sale has it.</exception>
    public Task<Entitlement> GetAsync(Guid tenantId, string feature, CancellationToken cancellationToken) => database.InTenantAsync(
        tenantId,
        async work => (await ListAsync(work, tenantId)).FirstOrDefault(entitlement => entitlement.Feature == feature)
            ?? (await OnSaleAsync(work, "not_in_plan")).FirstOrDefault(entitlement => entitlement.Feature == feature)
            ?? throw BillingException.NotFound("feature_not_found", $"There is no feature {feature}."),
        cancellationToken);

    private async Task<IReadOnlyList<Entitlement>> ListAsync(Work work, Guid tenantId)
    {
        var accountStatus = (await accounts.FindAsync(work, tenantId))?.Status ?? "active";
        var subscription = await subscriptions.FindCurrentAsync(work, tenantId);
        var plan = subscription is null ? null : await plans.FindAsync(work, subscription.PlanId);
        var (allowed, reason) = EntitlementRules.Access(accountStatus, subscription, plan?.AccessWhenPaused ?? false);
        if (subscription is null || plan is null)
            return await OnSaleAsync(work, reason);
        var seats = new Entitlement
        {
            Feature = Users,
            Allowed = allowed,
            Limit = plan.Limits.Read<PlanLimits>().Users,
            Used = subscription.Quantity,
            Reason = reason,
        };
        return [seats, .. await MeteredAsync(work, tenantId, subscription, allowed, reason), .. EntitlementRules.OfFeatures(plan, allowed, reason)];
    }

    private async Task<IEnumerable<Entitlement>> MeteredAsync(Work work, Guid tenantId, SubscriptionRow subscription, bool allowed, string? reason)
    {
        var meters = await plans.ListMetersAsync(work, subscription.PlanId, subscription.Currency, subscription.Interval);
        var used = await usage.ListValuesAsync(work, tenantId, new UsagePeriod(subscription.CurrentPeriodStart, subscription.CurrentPeriodEnd));
        return meters.Select(meter => EntitlementRules.OfMeter(meter, used.GetValueOrDefault(meter.Metric), subscription.CurrentPeriodEnd, allowed, reason));
    }

    private async Task<IReadOnlyList<Entitlement>> OnSaleAsync(Work work, string? reason)
    {
        var onSale = await plans.ListActiveAsync(work);
        var metrics = await plans.ListMetricsAsync(work);
        return [.. onSale.SelectMany(plan => plan.Features.Read<string[]>())
            .Concat(metrics.Select(metric => metric.Metric))
            .Prepend(Users)
            .Distinct()
            .Select(feature => new Entitlement { Feature = feature, Allowed = false, Reason = reason })];
    }
}
