using System.Globalization;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Usage;
using ClientForge.Billing.Data.WorkItems;
using ClientForge.Billing.Services.Audit;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Services.Usage;

/// <summary>Writes down who corrected what and why, and has the change reported.</summary>
public sealed class UsageCorrectionLog(UsageAdjustmentRepository adjustments, WorkItemRepository items, AuditTrail audit, TimeProvider time)
{
    /// <summary>The counters' slot that no lane writes to.</summary>
    public const short Slot = 0;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Whether a period still takes corrections: while its invoice is a draft, or until its lock when the metric restates.</summary>
    /// <exception cref="BillingException">409 <c>period_closed</c> or <c>period_locked</c>.</exception>
    public void EnsureOpen(MetricRow metric, DateTimeOffset periodEnd)
    {
        if (Now < periodEnd + UsageRules.ClosingTime)
            return;
        if (metric.LatePolicy != "restate")
            throw BillingException.Conflict("period_closed", "The event's period has been invoiced; adjust the present one instead.");
        if (Now >= periodEnd.AddDays(metric.LockDays))
            throw BillingException.Conflict("period_locked", $"The event's period was locked {metric.LockDays} days after its end.");
    }

    /// <summary>Stores the correction with its audit row and the report that follows from it.</summary>
    public async Task<UsageCorrection> WriteAsync(Work work, RequestContext context, string kind, UsageRecordRow record, long change)
    {
        var row = new UsageAdjustmentRow
        {
            TenantId = context.TenantId,
            Id = Guid.CreateVersion7(Now),
            Kind = kind,
            MetricName = record.MetricName,
            Quantity = change,
            PeriodStart = record.BillingPeriodStart,
            RecordId = record.Id,
            IdempotencyKey = record.IdempotencyKey,
            Reason = context.Reason ?? "",
            Actor = context.Actor,
            CreatedAt = Now,
        };
        await adjustments.AddAsync(work, row);
        await audit.AppendAsync(work, new AuditedChange
        {
            TenantId = context.TenantId,
            Actor = context.Actor,
            Action = kind == "cancellation" ? "usage.canceled" : "usage.adjusted",
            ObjectType = "usage_record",
            ObjectId = record.Id.ToString(),
            After = new { row.MetricName, row.Quantity, row.PeriodStart },
            Reason = context.Reason,
            TraceId = context.TraceId,
        });
        await items.AddAsync(work, new WorkItem
        {
            TenantId = context.TenantId,
            Id = Guid.CreateVersion7(Now),
            Kind = UsageReporter.WorkKind,
            Key = string.Create(CultureInfo.InvariantCulture, $"correction:{row.Id}"),
            Payload = Json.From(new { }),
            DueAt = Now,
            CreatedAt = Now,
        });
        return UsageReader.Show(row);
    }
}
