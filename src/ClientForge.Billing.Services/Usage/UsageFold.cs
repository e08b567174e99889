using System.Numerics;
using ClientForge.Billing.Data.Usage;

namespace ClientForge.Billing.Services.Usage;

/// <summary>Pure: what a batch of events adds to the counters of its hours and periods.</summary>
public static class UsageFold
{
    /// <summary>The counters that the events change, each once.</summary>
    /// <param name="records">Events of any tenants and metrics.</param>
    /// <param name="isWeighted">Whether a metric is a level over time; the moments of others stay zero.</param>
    public static IReadOnlyList<UsageCounterDelta> Fold(IReadOnlyList<UsageRecordRow> records, Func<string, bool> isWeighted)
    {
        var counters = new Dictionary<UsageCounterKey, Sum>();
        foreach (var record in records)
        {
            var weighted = isWeighted(record.MetricName);
            foreach (var key in Keys(record))
            {
                if (!counters.TryGetValue(key, out var sum))
                    counters[key] = sum = new Sum(record);
                sum.Add(record, weighted ? (record.CountedAt - key.Bucket).Ticks / TimeSpan.TicksPerMicrosecond : 0);
            }
        }

        return [.. counters.Select(pair => pair.Value.ToDelta(pair.Key))];
    }

    /// <summary>The property values that the events show their buckets, each once.</summary>
    public static IReadOnlyList<UsageUniqueKey> Uniques(IReadOnlyList<UsageRecordRow> records) =>
        [.. records.Where(record => record.ValueId is not null).SelectMany(record => Keys(record).Select(key => new UsageUniqueKey(key, record.ValueId!.Value))).Distinct()];

    /// <summary>The hour and the period that an event counts in.</summary>
    private static UsageCounterKey[] Keys(UsageRecordRow record) =>
    [
        new(record.TenantId, record.MetricName, "hour", record.BillingPeriodStart, Hour(record.CountedAt)),
        new(record.TenantId, record.MetricName, "period", record.BillingPeriodStart, record.BillingPeriodStart),
    ];

    private static DateTimeOffset Hour(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    private sealed class Sum(UsageRecordRow first)
    {
        private UsageRecordRow? _last;
        private long _events;
        private long _lateEvents;
        private long _total;
        private BigInteger _moment;
        private long _peak = long.MinValue;

        public void Add(UsageRecordRow record, long microseconds)
        {
            _events++;
            _lateEvents += record.Late ? 1 : 0;
            _total = checked(_total + record.Quantity);
            if (microseconds != 0)
                _moment += (BigInteger)record.Quantity * microseconds;
            _peak = Math.Max(_peak, record.Quantity);
            if (_last is null || record.CountedAt > _last.CountedAt || (record.CountedAt == _last.CountedAt && record.CreatedAt >= _last.CreatedAt))
                _last = record;
        }

        public UsageCounterDelta ToDelta(UsageCounterKey key) => new()
        {
            Key = key,
            PeriodEnd = first.BillingPeriodEnd,
            Events = _events,
            LateEvents = _lateEvents,
            Total = _total,
            Moment = _moment,
            Peak = _peak,
            LastQuantity = _last!.Quantity,
            LastAt = _last.CountedAt,
            LastCreatedAt = _last.CreatedAt,
        };
    }
}
