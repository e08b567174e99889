using System.Globalization;
using ClientForge.Billing.Data.Usage;

namespace ClientForge.Billing.Services.Usage;

/// <summary>
/// Pure: what is told to Stripe's meters. Stripe adds up or takes the last value, so a sum is told as the changes of its hours,
/// a last value as the last of each hour, and everything else as the value that its period has reached by now.
/// </summary>
public static class UsageStaging
{
    /// <summary>Stripe finalizes a period's invoice an hour after the period's end; what comes later is charged as a restatement.</summary>
    public static readonly TimeSpan InvoicedAfter = TimeSpan.FromHours(1);

    // The period's last minute carries what is told after its end, a second a revision, so that the newest is the last one.
    private const int ClosingSeconds = 60;

    public static bool IsToldByHour(string aggregation) => aggregation is "sum" or "last";

    /// <summary>Stripe's formula for a metric.</summary>
    public static string FormulaOf(string aggregation) => aggregation == "sum" ? "sum" : "last";

    public static bool IsInvoiced(DateTimeOffset periodEnd, DateTimeOffset now) => now >= periodEnd + InvoicedAfter;

    /// <summary>The next report of a counter, or null when Stripe knows all of it.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="counter">An hour of a metric that is told by hour, or a period of another.</param>
    /// <param name="periodValue">What the period has come to; only periods need it.</param>
    /// <param name="reported">What was staged so far; null when nothing was.</param>
    /// <param name="now">The engine's time.</param>
    public static UsageReportItemRow? Next(Guid tenantId, UnreportedUsageRow counter, decimal periodValue, ReportedUsageRow? reported, DateTimeOffset now)
    {
        var quantity = counter switch
        {
            { Aggregation: "sum" } => counter.Total - (reported?.Total ?? 0),
            { Aggregation: "last" } => counter.LastQuantity,
            _ => periodValue,
        };
        var known = counter.Aggregation == "sum" ? 0 : reported?.Newest;
        if (quantity == known)
            return null;
        var revision = (reported?.Revisions ?? 0) + 1;
        return new UsageReportItemRow
        {
            TenantId = tenantId,
            Id = Guid.CreateVersion7(now),
            MetricName = counter.MetricName,
            EventName = "",
            Aggregation = counter.Aggregation,
            Bucket = counter.Bucket,
            Revision = revision,
            Identifier = string.Create(
                CultureInfo.InvariantCulture, $"{tenantId:N}:{counter.MetricName}:{counter.Bucket.ToUnixTimeSeconds()}:{revision}"),
            Quantity = quantity,
            EventTime = IsToldByHour(counter.Aggregation) ? TimeOf(counter, now) : TimeOf(counter, revision, now),
            PeriodStart = counter.PeriodStart,
            PeriodEnd = counter.PeriodEnd,
            State = "staged",
        };
    }

    /// <summary>What Stripe has been told that a period's usage is.</summary>
    public static decimal ReportedValue(string aggregation, IEnumerable<UsageReportItemRow> items)
    {
        var told = items.Where(item => item.State != "failed");
        return aggregation == "sum"
            ? told.Sum(item => item.Quantity)
            : told.OrderBy(item => item.EventTime).ThenBy(item => item.Bucket).ThenBy(item => item.Revision).LastOrDefault()?.Quantity ?? 0;
    }

    // Stripe bills a span without its last second, which a subscription that ends now would lose.
    private static DateTimeOffset TimeOf(UnreportedUsageRow hour, DateTimeOffset now)
    {
        var latest = now.AddSeconds(-1);
        var earliest = hour.Bucket > hour.PeriodStart ? hour.Bucket : hour.PeriodStart;
        var time = hour.LastAt < latest ? hour.LastAt : latest;
        return time < earliest ? earliest : time;
    }

    private static DateTimeOffset TimeOf(UnreportedUsageRow period, int revision, DateTimeOffset now)
    {
        var lastMinute = period.PeriodEnd.AddSeconds(-ClosingSeconds);
        if (now < lastMinute)
            return now;
        return lastMinute.AddSeconds(Math.Min(revision, ClosingSeconds - 1));
    }
}
