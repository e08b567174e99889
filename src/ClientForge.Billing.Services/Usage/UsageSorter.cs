using System.Globalization;
using System.Text.Json;
using ClientForge.Billing.Data.Usage;

namespace ClientForge.Billing.Services.Usage;

/// <summary>Sorts the events of a batch of calls into fresh ones, repeated ones and rejected ones, also among themselves.</summary>
internal sealed class UsageSorter(IReadOnlyList<UsageCall> calls, DateTimeOffset now)
{
    private readonly List<UsageRecordRow> _fresh = [];
    private readonly Dictionary<(Guid TenantId, Guid Id), Entry> _first = [];
    private readonly List<((Guid TenantId, Guid Id) Key, Entry Entry)> _repeated = [];
    private readonly CallResult[] _results = [.. calls.Select(_ => new CallResult())];

    /// <summary>To be inserted: the first event of each key.</summary>
    public IReadOnlyList<UsageRecordRow> Fresh => _fresh;

    /// <summary>Judges every event of every call.</summary>
    public void Sort(UsageMetricSet metrics, IReadOnlyDictionary<Guid, UsageSubscriptionRow> subscriptions)
    {
        for (var call = 0; call < calls.Count; call++)
        {
            var tenantId = calls[call].TenantId;
            var subscription = subscriptions.GetValueOrDefault(tenantId);
            foreach (var (index, usage) in calls[call].Events)
            {
                var (placement, rejection) = UsageRules.Judge(usage, index, metrics, subscription, now);
                if (placement is null)
                    _results[call].Rejected.Add(rejection!);
                else
                    Add(new Entry(call, index, usage, UsageIdentity.Content(usage)), tenantId, subscription!.Id, placement);
            }
        }
    }

    /// <summary>What became of each call, once it is known which keys were free (null: all) and what the other ones stand for.</summary>
    public IReadOnlyList<UsageReceipt> Receipts(IReadOnlySet<(Guid TenantId, Guid Id)>? claimed, IReadOnlyList<UsageKeyRow> known)
    {
        var meaning = known.ToDictionary(row => (row.TenantId, row.Id));
        foreach (var record in _fresh)
        {
            var key = (record.TenantId, record.Id);
            if (claimed?.Contains(key) == false)
                Tell(_first[key], meaning[key]);
            else
                _results[_first[key].Call].Accepted++;
        }

        if (_repeated.Count > 0)
        {
            var fresh = _fresh.ToDictionary(record => (record.TenantId, record.Id));
            foreach (var (key, entry) in _repeated)
                Tell(entry, meaning.GetValueOrDefault(key) ?? AsKnown(fresh[key]));
        }

        return [.. _results.Select(result => result.ToReceipt())];
    }

    private void Add(Entry entry, Guid tenantId, Guid subscriptionId, UsagePlacement placement)
    {
        var made = entry.Usage.IdempotencyKey is null ? Guid.CreateVersion7(now) : default;
        var text = entry.Usage.IdempotencyKey ?? made.ToString("D", CultureInfo.InvariantCulture);
        if (made != default)
            _results[entry.Call].MadeKeys.Add(new MadeUsageKey(entry.Index, text));
        var key = (tenantId, made != default ? made : UsageIdentity.KeyId(text));
        if (!_first.TryAdd(key, entry))
        {
            _repeated.Add((key, entry));
            return;
        }

        _fresh.Add(new UsageRecordRow
        {
            TenantId = tenantId,
            Id = key.Item2,
            SubscriptionId = subscriptionId,
            MetricName = placement.Metric.Metric,
            Quantity = entry.Usage.Quantity,
            Timestamp = placement.Time,
            CountedAt = placement.CountedAt,
            IdempotencyKey = text,
            BillingPeriodStart = placement.Period.Start,
            BillingPeriodEnd = placement.Period.End,
            Content = entry.Content,
            ValueId = placement.Metric.Property is { } property ? UsageIdentity.ValueId(entry.Usage.Properties!.First(pair => pair.Key == property).Value) : null,
            Properties = entry.Usage.Properties is { Count: > 0 } properties ? JsonSerializer.Serialize(properties.ToDictionary()) : null,
            Late = placement.Late,
            // Of two events at one time the one that came later is the last.
            CreatedAt = UsageRules.Micro(now).AddMicroseconds(_fresh.Count),
        });
    }

    private void Tell(Entry entry, UsageKeyRow known)
    {
        var result = _results[entry.Call];
        if (UsageRules.IsSame(entry.Usage, entry.Content, known))
            result.Duplicates++;
        else
            result.Rejected.Add(new UsageRejection(entry.Index, "idempotency_conflict", "The key stands for another event."));
    }

    private static UsageKeyRow AsKnown(UsageRecordRow record) =>
        new() { TenantId = record.TenantId, Id = record.Id, Content = record.Content, Timestamp = record.Timestamp };

    private sealed record Entry(int Call, int Index, UsageEvent Usage, long Content);

    private sealed class CallResult
    {
        public int Accepted { get; set; }

        public int Duplicates { get; set; }

        public List<UsageRejection> Rejected { get; } = [];

        public List<MadeUsageKey> MadeKeys { get; } = [];

        public UsageReceipt ToReceipt() => new()
        {
            Accepted = Accepted,
            Duplicates = Duplicates,
            Rejected = Rejected.Count == 0 ? [] : [.. Rejected.OrderBy(rejection => rejection.Index)],
            MadeKeys = MadeKeys,
        };
    }
}
