using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Invoices;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Usage;
using ClientForge.Billing.Services.StripeApi;
using ClientForge.Billing.Services.Webhooks;
using Stripe;

namespace ClientForge.Billing.Services.Usage;

/// <summary>A metric's usage of one period, told three ways.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Recorded">By our counters.</param>
/// <param name="Reported">By our reports that Stripe took.</param>
/// <param name="AtStripe">By Stripe's meter, over the minutes that hold the period, less what other periods reported in them.</param>
/// <param name="Invoiced">By the final invoice's line; null for a draft, and when there is none, or several because of a change of plan.</param>
public sealed record UsageComparison(string Metric, decimal Recorded, decimal Reported, decimal AtStripe, decimal? Invoiced)
{
    /// <summary>Whether all ways say the same.</summary>
    public bool Agrees => Recorded == Reported && Reported == AtStripe && (Invoiced is null || Invoiced == Math.Max(0, Reported));
}

/// <summary>
/// Closes a period before Stripe finalizes its invoice: reports what is left, compares what was recorded, reported and invoiced,
/// and holds an invoice on which they differ.
/// </summary>
public sealed class UsageClosing(UsageReporter reporter, UsageClosingReader reader, UsageFindings findings, ObjectSync sync, StripeIntents intents)
{
    private const string Actor = "job:usage-report";

    /// <summary>
    /// Closes the period that a recurring invoice bills. While it is a draft, what Stripe's meter knows is what it will bill; once
    /// it is final, its lines are compared too, and a difference is only filed.
    /// </summary>
    /// <exception cref="Errors.BillingException">Stripe did not answer; the closing is tried again.</exception>
    public async Task CloseAsync(Guid tenantId, Guid invoiceId, CancellationToken cancellationToken)
    {
        await reporter.ReportAsync(tenantId, cancellationToken);
        if (await reader.FindInvoiceAsync(tenantId, invoiceId, cancellationToken) is not { Status: not ("void" or "deleted") } invoice)
            return;
        UsageComparison[] differences = [.. (await reader.CompareAsync(invoice, cancellationToken)).Where(row => !row.Agrees)];
        if (differences.Length == 0)
            return;
        await findings.FileMismatchAsync(tenantId, invoiceId, differences, cancellationToken);
        if (invoice.Status == "draft")
            await HoldAsync(invoice, cancellationToken);
    }

    // Without automatic advance Stripe leaves the draft alone; a person finalizes it when the difference is explained.
    private async Task HoldAsync(InvoiceRow invoice, CancellationToken cancellationToken)
    {
        var options = new InvoiceUpdateOptions { AutoAdvance = false };
        var outcome = await intents.RunAsync(
            new IntentPlan
            {
                TenantId = invoice.TenantId,
                Id = intents.NewId(),
                Kind = "usage.hold_invoice",
                NaturalKey = invoice.Id.ToString(),
                ObjectType = MirroredTypes.Invoice,
                Call = await StripeCall.CaptureAsync(stripe => stripe.V1.Invoices.UpdateAsync(invoice.StripeInvoiceId, options, cancellationToken: cancellationToken)),
                Actor = Actor,
            },
            cancellationToken);
        outcome.EnsureSucceeded();
        await sync.SyncAsync(MirroredTypes.Invoice, invoice.StripeInvoiceId, invoice.TenantId, Actor, cancellationToken);
    }
}

/// <summary>Reads the three ways in which a period's usage is told.</summary>
public sealed class UsageClosingReader(
    Database database, InvoiceRepository invoices, PlanRepository plans, UsageReader usage, UsageReportRepository reports, MeterSummaries summaries)
{
    public Task<InvoiceRow?> FindInvoiceAsync(Guid tenantId, Guid invoiceId, CancellationToken cancellationToken) =>
        database.InTenantAsync(tenantId, work => invoices.FindAsync(work, tenantId, invoiceId), cancellationToken);

    /// <summary>Compares every metric that was used in the invoice's period, or that the invoice bills.</summary>
    public async Task<IReadOnlyList<UsageComparison>> CompareAsync(InvoiceRow invoice, CancellationToken cancellationToken)
    {
        var period = new UsagePeriod(invoice.PeriodStart, invoice.PeriodEnd);
        var (values, items, lines, metrics) = await database.InTenantAsync(
            invoice.TenantId,
            async work => (
                await usage.ListValuesAsync(work, invoice.TenantId, period),
                (await reports.ListPeriodAsync(work, invoice.TenantId, period.Start)).ToLookup(item => item.MetricName),
                (await invoices.ListLinesAsync(work, invoice.TenantId, [invoice.Id])).Where(line => line.Metric is not null).ToLookup(line => line.Metric!),
                await plans.ListMetricsAsync(work)),
            cancellationToken);
        var compared = new List<UsageComparison>();
        foreach (var metric in metrics.Where(metric => metric.StripeMeterId is not null && (items[metric.Metric].Any() || values[metric.Metric] != 0)))
        {
            var reported = UsageStaging.ReportedValue(metric.Aggregation, items[metric.Metric]);
            var atStripe = await AtStripeAsync(invoice, metric, [.. items[metric.Metric]], cancellationToken);
            compared.Add(new UsageComparison(metric.Metric, values[metric.Metric], reported, atStripe, invoice.Status == "draft" ? null : Invoiced(lines[metric.Metric].ToArray(), metric, period)));
        }

        return compared;
    }

    /// <summary>What the meter knows of the period, told by the whole minutes around it; other periods' reports in them are taken off.</summary>
    private async Task<decimal> AtStripeAsync(InvoiceRow invoice, MetricRow metric, UsageReportItemRow[] items, CancellationToken cancellationToken)
    {
        var from = MeterSummaries.Minute(invoice.PeriodStart);
        var to = MeterSummaries.Minute(invoice.PeriodEnd.AddTicks(TimeSpan.TicksPerMinute - 1));
        if (metric.Aggregation != "sum")
            return UsageStaging.ReportedValue(metric.Aggregation, items);
        var known = await summaries.ReadAsync(metric.StripeMeterId!, invoice.StripeCustomerId, from, to, cancellationToken);
        var (all, own) = await database.InTenantAsync(
            invoice.TenantId,
            async work => (
                await reports.SumConfirmedAsync(work, invoice.TenantId, metric.Metric, from, to, ""),
                items.Where(item => item.State == "confirmed" && item.EventTime >= from && item.EventTime < to).Sum(item => item.Quantity)),
            cancellationToken);
        return known - (all - own);
    }

    private static decimal? Invoiced(Data.Invoices.InvoiceLineRow[] lines, MetricRow metric, UsagePeriod period) =>
        lines is [{ Quantity: { } quantity } line] && metric.Aggregation != "weighted_sum" && line.PeriodStart == period.Start && line.PeriodEnd == period.End
            ? quantity
            : null;
}
