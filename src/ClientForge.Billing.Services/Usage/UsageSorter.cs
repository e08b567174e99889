using System.Globalization;
using ClientForge.Billing.Data.Usage;

namespace ClientForge.Billing.Services.Usage;

/// <summary>Sorts a call's events into fresh ones, repeated ones and rejected ones, also among themselves.</summary>
internal sealed class UsageSorter(DateTimeOffset now)
{
    private readonly List<UsageRecordRow> _fresh = [];
    private readonly List<UsageRejection> _rejected = [];
    private readonly Dictionary<string, List<(int Index, UsageEvent Event)>> _byKey = [];

    /// <summary>To be inserted: the first event of each key.</summary>
    public IReadOnlyList<UsageRecordRow> Fresh => _fresh;

    public void Add(int index, UsageEvent usage, UsagePeriod period, UsageRejection? rejection)
    {
        if (rejection is not null)
        {
            _rejected.Add(rejection);
            return;
        }

        var id = Guid.CreateVersion7(now);
        var key = usage.IdempotencyKey ?? id.ToString("D", CultureInfo.InvariantCulture);
        if (_byKey.TryGetValue(key, out var earlier))
        {
            earlier.Add((index, usage));
            return;
        }

        _byKey[key] = [(index, usage)];
        _fresh.Add(new UsageRecordRow
        {
            Id = id,
            MetricName = usage.Metric,
            Quantity = usage.Quantity,
            Timestamp = usage.Timestamp ?? now,
            IdempotencyKey = key,
            BillingPeriodStart = period.Start,
            BillingPeriodEnd = period.End,
        });
    }

    /// <summary>What became of all of them, once it is known which keys were inserted and what the other ones stand for.</summary>
    public UsageReceipt Receipt(IReadOnlyCollection<string> added, IReadOnlyList<KnownUsageRow> known)
    {
        var meaning = known.ToDictionary(row => row.IdempotencyKey);
        foreach (var record in _fresh.Where(record => added.Contains(record.IdempotencyKey)))
            meaning[record.IdempotencyKey] = AsKnown(record);

        int accepted = 0, duplicates = 0;
        foreach (var (key, events) in _byKey)
        {
            var isFirst = added.Contains(key);
            foreach (var (index, usage) in events)
            {
                if (isFirst)
                    accepted++;
                else if (UsageRules.IsSame(usage, meaning[key]))
                    duplicates++;
                else
                    _rejected.Add(new UsageRejection(index, "idempotency_conflict", "The key stands for another event."));
                isFirst = false;
            }
        }

        return new UsageReceipt(accepted, duplicates, [.. _rejected.OrderBy(rejection => rejection.Index)]);
    }

    private static KnownUsageRow AsKnown(UsageRecordRow record) => new()
    {
        IdempotencyKey = record.IdempotencyKey,
        MetricName = record.MetricName,
        Quantity = record.Quantity,
        Timestamp = record.Timestamp,
    };
}
