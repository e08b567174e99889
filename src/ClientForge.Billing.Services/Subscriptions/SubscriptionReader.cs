using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>Reads a tenant's subscription as it is shown.</summary>
public sealed class SubscriptionReader(Database database, SubscriptionRepository subscriptions, PlanRepository plans, NextActions actions)
{
    /// <summary>The live subscription, or else the last one that had begun.</summary>
    /// <exception cref="BillingException">404 <c>subscription_not_found</c>: there never was one; 502.</exception>
    public async Task<SubscriptionView> GetAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var (row, plan) = await database.InTenantAsync(
            tenantId,
            async work =>
            {
                var found = await subscriptions.FindCurrentAsync(work, tenantId) ?? throw NotFound();
                return (found, (await plans.FindAsync(work, found.PlanId))!);
            },
            cancellationToken);
        return new SubscriptionView(row, plan, await actions.ReadAsync(row, cancellationToken));
    }

    /// <summary>One subscription, also one whose first payment never came.</summary>
    public async Task<SubscriptionView> GetAsync(SubscriptionRow known, CancellationToken cancellationToken)
    {
        var (row, plan) = await database.InTenantAsync(
            known.TenantId,
            async work =>
            {
                var found = (await subscriptions.FindAsync(work, known.TenantId, known.Id))!;
                return (found, (await plans.FindAsync(work, found.PlanId))!);
            },
            cancellationToken);
        return new SubscriptionView(row, plan, await actions.ReadAsync(row, cancellationToken));
    }

    internal static BillingException NotFound() => BillingException.NotFound("subscription_not_found", "There is no subscription.");
}
