using ClientForge.Billing.Data;
using ClientForge.Billing.Data.WorkItems;
using ClientForge.Billing.Services.Jobs;

namespace ClientForge.Billing.Services.Usage;

/// <summary>Reports each tenant's usage to Stripe's meters when it is due.</summary>
internal sealed class UsageReportJob(Database database, WorkItemRepository items, WorkRunner runner) : IRecurringJob
{
    private const string KindPrefix = "usage.";
    private const int Concurrency = 4;

    public string Name => "usage-report";

    public string Description => "Reports usage to Stripe's meters, hour by hour.";

    public string Schedule => "20 * * * * ?";

    public Task<JobReport> RunAsync(CancellationToken cancellationToken) => runner.RunDueAsync(KindPrefix, Concurrency, cancellationToken);

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) =>
        database.AsSystemAsync(work => items.NextDueAsync(work, KindPrefix), cancellationToken);
}

/// <summary>Does <c>usage.report</c>.</summary>
internal sealed class UsageReportHandler(UsageReporter reporter) : IWorkHandler
{
    public string Kind => UsageReporter.WorkKind;

    public Task HandleAsync(WorkItem item, CancellationToken cancellationToken) =>
        reporter.ReportAsync(item.TenantId ?? throw new InvalidOperationException("Usage belongs to a tenant."), cancellationToken);
}
