using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Reconciliation;
using ClientForge.Billing.Data.Usage;

namespace ClientForge.Billing.Services.Usage;

/// <summary>Usage that a person must look at.</summary>
public sealed class UsageFindings(Database database, FindingRepository findings, TimeProvider time)
{
    /// <summary>Stripe refused a report, at once or afterwards.</summary>
    public const string ReportFailed = "usage_report_failed";

    /// <summary>What was recorded, told to Stripe and invoiced is not the same; the invoice waits.</summary>
    public const string Mismatch = "usage_mismatch";

    public Task FileReportFailureAsync(UsageReportItemRow item, string errorCode, CancellationToken cancellationToken) => FileAsync(
        new FindingRow
        {
            TenantId = item.TenantId,
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Kind = ReportFailed,
            ObjectType = "usage_report_item",
            ObjectId = item.Id.ToString(),
            Expected = Json.From(new { item.Identifier, item.Quantity, item.EventTime }),
            Actual = Json.From(new { errorCode }),
            Policy = "hold",
            FirstSeen = time.GetUtcNow(),
        },
        cancellationToken);

    public Task FileMismatchAsync(Guid tenantId, Guid invoiceId, IReadOnlyList<UsageComparison> differences, CancellationToken cancellationToken) => FileAsync(
        new FindingRow
        {
            TenantId = tenantId,
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Kind = Mismatch,
            ObjectType = "invoice",
            ObjectId = invoiceId.ToString(),
            Expected = Json.From(differences.Select(row => new { row.Metric, row.Recorded })),
            Actual = Json.From(differences.Select(row => new { row.Metric, row.Reported, row.AtStripe, row.Invoiced })),
            Policy = "hold",
            FirstSeen = time.GetUtcNow(),
        },
        cancellationToken);

    private Task FileAsync(FindingRow finding, CancellationToken cancellationToken) =>
        database.AsSystemAsync(work => findings.FileAsync(work, finding), cancellationToken);
}
