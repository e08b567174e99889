using ClientForge.Billing.Data.WorkItems;
using ClientForge.Billing.Services.Jobs;

namespace ClientForge.Billing.Services.Usage;

/// <summary>Does <c>usage.report</c>.</summary>
internal sealed class UsageReportHandler(UsageReporter reporter) : IWorkHandler
{
    public string Kind => UsageReporter.WorkKind;

    public Task HandleAsync(WorkItem item, CancellationToken cancellationToken) =>
        reporter.ReportAsync(item.TenantId ?? throw new InvalidOperationException("Usage belongs to a tenant."), cancellationToken);
}
