namespace ClientForge.Billing.StripeSandbox.Rules;

/// <summary>The unit a recurring price repeats in.</summary>
internal enum IntervalUnit
{
    Day,
    Week,
    Month,
    Year,
}

/// <summary>How often a recurring price is billed.</summary>
internal readonly record struct BillingInterval(IntervalUnit Unit, int Count)
{
    /// <summary>Reads Stripe's <c>recurring.interval</c> and <c>interval_count</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The word is none of day, week, month, year.</exception>
    public static BillingInterval Of(string interval, int count) => new(interval switch
    {
        "day" => IntervalUnit.Day,
        "week" => IntervalUnit.Week,
        "month" => IntervalUnit.Month,
        "year" => IntervalUnit.Year,
        _ => throw new ArgumentOutOfRangeException(nameof(interval), interval, "No such interval."),
    }, count);
}

/// <summary>A half-open span of time [Start, End) in Unix seconds, UTC.</summary>
internal readonly record struct Period(long Start, long End)
{
    public long Length => End - Start;

    public bool Contains(long instant) => Start <= instant && instant < End;
}

/// <summary>
/// Where a subscription's periods hang. <paramref name="At"/> is in Unix seconds; <paramref name="DayOfMonth"/> is set when the
/// subscription asked for a day that the anchor's own month may lack (<c>billing_cycle_anchor_config[day_of_month]=31</c>).
/// </summary>
internal readonly record struct BillingAnchor(long At, int? DayOfMonth = null);

/// <summary>The wanted parts of <c>billing_cycle_anchor_config</c>; absent time parts come from the creation time.</summary>
internal readonly record struct AnchorConfig(int DayOfMonth, int? Month, int? Hour, int? Minute, int? Second);

/// <summary>
/// Period boundaries. Each is computed from the anchor, never from its predecessor, in UTC and clamped to the end of the month:
/// Jan 31 → Feb 28 or 29 → Mar 31 → Apr 30. The time of day is kept.
/// </summary>
internal static class BillingPeriods
{
    /// <summary>The <paramref name="index"/>-th boundary; 0 is the anchor itself and negative ones lie before it.</summary>
    public static long Boundary(BillingAnchor anchor, BillingInterval interval, int index)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(anchor.At);
        var steps = checked(index * interval.Count);
        return interval.Unit switch
        {
            IntervalUnit.Day => at.AddDays(steps).ToUnixTimeSeconds(),
            IntervalUnit.Week => at.AddDays(7 * steps).ToUnixTimeSeconds(),
            IntervalUnit.Month => AddMonths(at, steps, anchor.DayOfMonth).ToUnixTimeSeconds(),
            _ => AddMonths(at, checked(12 * steps), anchor.DayOfMonth).ToUnixTimeSeconds(),
        };
    }

    /// <summary>The period of that anchor which holds <paramref name="instant"/>; a boundary belongs to the later period.</summary>
    public static Period Containing(BillingAnchor anchor, BillingInterval interval, long instant)
    {
        var index = Estimate(anchor.At, interval, instant);
        while (Boundary(anchor, interval, index) > instant)
            index--;
        while (Boundary(anchor, interval, index + 1) <= instant)
            index++;
        return new(Boundary(anchor, interval, index), Boundary(anchor, interval, index + 1));
    }

    /// <summary>The first moment at or after <paramref name="created"/> that fits the configuration.</summary>
    public static BillingAnchor FirstAnchor(AnchorConfig config, long created)
    {
        var from = DateTimeOffset.FromUnixTimeSeconds(created);
        var month = new DateTimeOffset(from.Year, from.Month, 1,
            config.Hour ?? from.Hour, config.Minute ?? from.Minute, config.Second ?? from.Second, TimeSpan.Zero);
        while (true)
        {
            var candidate = WithDay(month, config.DayOfMonth);
            if (candidate >= from && (config.Month is null || candidate.Month == config.Month))
                return new(candidate.ToUnixTimeSeconds(), config.DayOfMonth);
            month = month.AddMonths(1);
        }
    }

    /// <summary>A point <paramref name="months"/> months later, clamped to the month's end (how a repeating coupon ends).</summary>
    public static long AddMonths(long instant, int months) =>
        DateTimeOffset.FromUnixTimeSeconds(instant).AddMonths(months).ToUnixTimeSeconds();

    private static DateTimeOffset AddMonths(DateTimeOffset at, int months, int? dayOfMonth)
    {
        var moved = at.AddMonths(months);
        return dayOfMonth is { } day ? WithDay(moved, day) : moved;
    }

    private static DateTimeOffset WithDay(DateTimeOffset month, int day) =>
        month.AddDays(Math.Min(day, DateTime.DaysInMonth(month.Year, month.Month)) - month.Day);

    private static int Estimate(long anchor, BillingInterval interval, long instant)
    {
        var from = DateTimeOffset.FromUnixTimeSeconds(anchor);
        var to = DateTimeOffset.FromUnixTimeSeconds(instant);
        var months = (to.Year - from.Year) * 12 + to.Month - from.Month;
        return interval.Unit switch
        {
            IntervalUnit.Day => (int)((instant - anchor) / 86_400 / interval.Count),
            IntervalUnit.Week => (int)((instant - anchor) / 604_800 / interval.Count),
            IntervalUnit.Month => months / interval.Count,
            _ => months / 12 / interval.Count,
        };
    }
}
