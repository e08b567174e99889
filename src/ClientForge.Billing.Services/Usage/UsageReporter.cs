using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Data.Usage;

namespace ClientForge.Billing.Services.Usage;

/// <summary>
/// Tells Stripe's meters what was used. The identifier of a report is made of tenant, metric, hour and revision, so that no crash
/// and no retry reports anything twice.
/// </summary>
public sealed class UsageReporter(
    Database database,
    UsageReportRepository reports,
    SubscriptionRepository subscriptions,
    UsageStager stager,
    UsageReportSender sender)
{
    internal const string WorkKind = "usage.report";

    /// <summary>Has what Stripe refused staged again, as further revisions, and sends it: for a person who has removed the reason.</summary>
    /// <exception cref="Errors.BillingException">Stripe did not answer; what is left is sent again.</exception>
    public async Task RetryFailedAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        await database.InTenantAsync(tenantId, work => reports.MarkFailedUnreportedAsync(work, tenantId), cancellationToken);
        await ReportAsync(tenantId, cancellationToken);
    }

    /// <summary>Stages what waits and sends what is staged.</summary>
    /// <exception cref="Errors.BillingException">Stripe did not answer; what is left is sent again.</exception>
    public async Task ReportAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var (subscription, staged) = await database.InTenantAsync(
            tenantId,
            async work =>
            {
                await work.LockTenantAsync(tenantId, WorkKind);
                var current = await subscriptions.FindCurrentAsync(work, tenantId);
                if (current is not null)
                    await stager.StageAsync(work, current);
                return (current, await reports.ListStagedAsync(work, tenantId));
            },
            cancellationToken);
        if (subscription is null)
            return;
        foreach (var item in staged)
            await sender.SendAsync(item, subscription.StripeCustomerId, cancellationToken);
    }
}
