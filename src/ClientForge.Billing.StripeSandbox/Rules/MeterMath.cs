namespace ClientForge.Billing.StripeSandbox.Rules;

/// <summary>How a meter condenses events (<c>default_aggregation[formula]</c>).</summary>
internal enum MeterFormula
{
    Sum,
    Count,
    Last,
}

/// <summary>One usage event; <paramref name="At"/> in Unix seconds, <paramref name="Sequence"/> the order of arrival.</summary>
internal readonly record struct MeterReading(long At, decimal Value, long Sequence);

/// <summary>One row of a meter's summary: the aggregate of the events in [Start, End).</summary>
internal readonly record struct MeterWindow(long Start, long End, decimal Value);

/// <summary>Aggregates usage. An event belongs to the half-open span that holds its timestamp.</summary>
internal static class MeterMath
{
    public const long SecondsPerHour = 3600;
    public const long SecondsPerDay = 86_400;

    /// <summary>The aggregate of the readings inside <paramref name="span"/>; 0 without any.</summary>
    public static decimal Aggregate(MeterFormula formula, IEnumerable<MeterReading> readings, Period span)
    {
        var inside = readings.Where(reading => span.Contains(reading.At));
        return formula switch
        {
            MeterFormula.Sum => inside.Sum(reading => reading.Value),
            MeterFormula.Count => inside.Count(),
            // Of two readings in one second the one that arrived later is the last.
            MeterFormula.Last => inside.OrderBy(reading => reading.At).ThenBy(reading => reading.Sequence).LastOrDefault().Value,
            _ => throw new ArgumentOutOfRangeException(nameof(formula), formula, "No such formula."),
        };
    }

    /// <summary>
    /// One window an hour or UTC day that has usage, oldest first; the whole span as one window when <paramref name="windowSeconds"/> is
    /// null.
    /// </summary>
    public static IReadOnlyList<MeterWindow> Summarize(
        MeterFormula formula, IReadOnlyCollection<MeterReading> readings, Period span, long? windowSeconds)
    {
        if (windowSeconds is not { } length)
            return [new(span.Start, span.End, Aggregate(formula, readings, span))];
        return
        [
            .. readings
                .Where(reading => span.Contains(reading.At))
                .GroupBy(reading => reading.At / length * length)
                .OrderBy(group => group.Key)
                .Select(group => new MeterWindow(
                    group.Key, group.Key + length, Aggregate(formula, group, new(group.Key, group.Key + length)))),
        ];
    }
}
