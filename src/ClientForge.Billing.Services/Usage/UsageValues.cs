using ClientForge.Billing.Data.Usage;

namespace ClientForge.Billing.Services.Usage;

/// <summary>Pure: what a metric's counters say, by its aggregation.</summary>
public static class UsageValues
{
    private const int Decimals = 6;

    /// <summary>
    /// The value of a span. A weighted sum is the level's average over the whole span, as it will be if the level stays: quantities
    /// raise and lower the level from their time on, beginning with the level that earlier periods left.
    /// </summary>
    /// <param name="aggregation">The metric's.</param>
    /// <param name="counters">Of the span; null when nothing happened in it.</param>
    /// <param name="levelBefore">What the quantities before the span add up to; only weighted sums need it.</param>
    /// <param name="span">The span.</param>
    public static decimal Of(string aggregation, UsageTotalsRow? counters, decimal levelBefore, UsagePeriod span) => aggregation switch
    {
        "sum" => counters?.Total ?? 0,
        "max" => counters?.Peak ?? 0,
        "last" => counters?.LastQuantity ?? 0,
        "unique" => counters?.DistinctValues ?? 0,
        "weighted_sum" => Math.Round(levelBefore + ((counters?.Area ?? 0) / Microseconds(span)), Decimals, MidpointRounding.AwayFromZero),
        _ => throw new ArgumentOutOfRangeException(nameof(aggregation), aggregation, "No such aggregation."),
    };

    /// <summary>The values of successive spans, oldest first; spans in which nothing happened are left out.</summary>
    /// <param name="aggregation">The metric's.</param>
    /// <param name="rows">One a span, in their order.</param>
    /// <param name="levelBefore">The level before the first.</param>
    /// <param name="endOf">Where a span ends that begins then.</param>
    public static IReadOnlyList<UsagePoint> Series(
        string aggregation, IReadOnlyList<UsageTotalsRow> rows, decimal levelBefore, Func<DateTimeOffset, DateTimeOffset> endOf)
    {
        var points = new List<UsagePoint>(rows.Count);
        foreach (var row in rows)
        {
            points.Add(new UsagePoint(row.Start, Of(aggregation, row, levelBefore, new UsagePeriod(row.Start, endOf(row.Start)))));
            levelBefore += row.Total;
        }

        return points;
    }

    /// <summary>What a span's value will be at its end if it goes on as it went so far; levels and peaks stay what they are.</summary>
    public static decimal Projected(string aggregation, decimal value, UsagePeriod span, DateTimeOffset now)
    {
        if (aggregation is not ("sum" or "unique") || now >= span.End || now <= span.Start)
            return value;
        return Math.Round(value * (span.End - span.Start).Ticks / (now - span.Start).Ticks, 0, MidpointRounding.AwayFromZero);
    }

    private static decimal Microseconds(UsagePeriod span) => (span.End - span.Start).Ticks / TimeSpan.TicksPerMicrosecond;
}
