using System.Globalization;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Data.Usage;
using ClientForge.Billing.Data.WorkItems;

namespace ClientForge.Billing.Services.Usage;

/// <summary>
/// Charges, or gives back, what an invoiced period turned out to be worth besides: a line of the next invoice that names the
/// old one. The difference is that of the two whole amounts, so tiers come out as if all had been known in time.
/// </summary>
public sealed class UsageRestatement(
    UsageReportRepository reports, UsageAdjustmentRepository adjustments, PlanRepository plans, WorkItemRepository items, TimeProvider time)
{
    internal const string WorkKind = "usage.restate";

    /// <summary>Decides what follows for a period's metrics whose usage changed after it was invoiced.</summary>
    /// <param name="work">The tenant's unit, under the lock of its reports.</param>
    /// <param name="subscription">The present one, whose prices count.</param>
    /// <param name="period">The invoiced period.</param>
    /// <param name="values">What its metrics have come to.</param>
    /// <param name="changed">Metrics with their aggregations.</param>
    public async Task StageAsync(
        Work work,
        SubscriptionRow subscription,
        UsagePeriod period,
        IReadOnlyDictionary<string, decimal> values,
        IReadOnlyList<(string Metric, string Aggregation)> changed)
    {
        var now = time.GetUtcNow();
        var told = (await reports.ListPeriodAsync(work, subscription.TenantId, period.Start)).ToLookup(item => item.MetricName);
        var earlier = (await adjustments.ListRestatementsAsync(work, subscription.TenantId, period.Start)).ToLookup(row => row.MetricName);
        var meters = (await plans.ListMetersAsync(work, subscription.PlanId, subscription.Currency, subscription.Interval)).ToDictionary(meter => meter.Metric);
        var invoice = await adjustments.FindInvoiceAsync(work, subscription.TenantId, period.Start);
        foreach (var (metric, aggregation) in changed)
        {
            var last = earlier[metric].LastOrDefault();
            var before = last?.QuantityAfter ?? UsageStaging.ReportedValue(aggregation, told[metric]);
            var after = values.GetValueOrDefault(metric);
            if (before == after || !meters.TryGetValue(metric, out var meter))
                continue;
            var row = new UsageRestatementRow
            {
                TenantId = subscription.TenantId,
                Id = Guid.CreateVersion7(now),
                MetricName = metric,
                PeriodStart = period.Start,
                PeriodEnd = period.End,
                Revision = (last?.Revision ?? 0) + 1,
                QuantityBefore = before,
                QuantityAfter = after,
                Amount = UsagePricing.Amount(after - meter.Included, meter) - UsagePricing.Amount(before - meter.Included, meter),
                Currency = meter.Currency,
                StripeInvoiceId = invoice?.StripeInvoiceId,
                CreatedAt = now,
            };
            await adjustments.AddRestatementAsync(work, row);
            if (row.Amount != 0)
                await items.AddAsync(work, Item(row, invoice?.Number, now));
        }
    }

    /// <summary>What the line of the next invoice says.</summary>
    internal static string Describe(UsageRestatementRow row, string displayName, string? invoiceNumber) => string.Create(
        CultureInfo.InvariantCulture,
        $"{displayName}, {row.PeriodStart:yyyy-MM-dd} to {row.PeriodEnd:yyyy-MM-dd}: {row.QuantityAfter:0.######} instead of {row.QuantityBefore:0.######}{(invoiceNumber is null ? "" : $" on invoice {invoiceNumber}")}");

    private static WorkItem Item(UsageRestatementRow row, string? invoiceNumber, DateTimeOffset now) => new()
    {
        TenantId = row.TenantId,
        Id = Guid.CreateVersion7(now),
        Kind = WorkKind,
        Key = row.Id.ToString(),
        Payload = Json.From(new RestatementOrder(row.Id, invoiceNumber)),
        DueAt = now,
        CreatedAt = now,
    };
}

/// <summary>What a work item <c>usage.restate</c> is about.</summary>
internal sealed record RestatementOrder(Guid RestatementId, string? InvoiceNumber);
