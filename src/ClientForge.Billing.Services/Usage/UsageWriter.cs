using System.Collections.Concurrent;
using System.Globalization;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Usage;
using ClientForge.Billing.Data.WorkItems;

namespace ClientForge.Billing.Services.Usage;

/// <summary>
/// Writes a batch of calls, of one tenant or of many, in one transaction: keys, raw events, counters and the work that
/// follows. When it returns, all that it accepted is on disk.
/// </summary>
public sealed class UsageWriter(Database database, UsageIngestRepository usage, UsageMetrics metrics, WorkItemRepository items, TimeProvider time)
{
    // One report for what comes within so long; sooner for a period whose invoice is about to be finalized.
    private static readonly TimeSpan ReportSlot = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ClosingSlot = TimeSpan.FromMinutes(1);
    private const int MostRemembered = 100_000;

    private readonly ConcurrentDictionary<int, bool> _months = new();
    private readonly ConcurrentDictionary<(Guid TenantId, DateTimeOffset DueAt), bool> _scheduled = new();

    /// <summary>Records the calls' events.</summary>
    /// <param name="calls">At least one.</param>
    /// <param name="slot">Of the counters; two writers of one slot wait for each other's commit.</param>
    /// <param name="cancellationToken">Ends the wait, not what was committed.</param>
    /// <returns>A receipt for each call.</returns>
    public async Task<IReadOnlyList<UsageReceipt>> WriteAsync(IReadOnlyList<UsageCall> calls, short slot, CancellationToken cancellationToken)
    {
        var known = await metrics.GetAsync(calls, cancellationToken);
        var (receipts, written) = await database.AsSystemAsync(work => WriteAsync(work, calls, known, slot), cancellationToken);
        foreach (var month in written.Months)
            _months[month] = true;
        if (_scheduled.Count > MostRemembered)
            _scheduled.Clear();
        foreach (var report in written.Reports)
            _scheduled[report] = true;
        return receipts;
    }

    private async Task<(IReadOnlyList<UsageReceipt>, Written)> WriteAsync(Work work, IReadOnlyList<UsageCall> calls, UsageMetricSet known, short slot)
    {
        var now = time.GetUtcNow();
        var tenants = calls.Select(call => call.TenantId).Distinct().ToArray();
        var subscriptions = (await usage.ListSubscriptionsAsync(work, tenants)).ToDictionary(row => row.TenantId);
        var sorter = new UsageSorter(calls, now);
        sorter.Sort(known, subscriptions);
        var fresh = sorter.Fresh;
        if (fresh.Count == 0)
            return (sorter.Receipts(claimed: null, []), Written.Nothing);

        var months = await EnsurePartitionsAsync(work, fresh);
        var claimed = await ClaimAsync(work, fresh, known, slot);
        UsageKeyRow[] taken = [];
        if (claimed is not null)
        {
            UsageRecordRow[] others = [.. fresh.Where(record => !claimed.Contains((record.TenantId, record.Id)))];
            taken = [.. await usage.FindKeysAsync(work, [.. others.Select(record => record.TenantId)], [.. others.Select(record => record.Id)])];
            fresh = [.. fresh.Where(record => claimed.Contains((record.TenantId, record.Id)))];
        }

        if (fresh.Count > 0 && (claimed is not null || !IsAddedWithItsKeys(fresh)))
            await AddAsync(work, fresh, known, slot);
        return (sorter.Receipts(claimed, taken), new Written(months, await ScheduleReportsAsync(work, fresh, now)));
    }

    // Values that are counted once need a look at what was seen before.
    private static bool IsAddedWithItsKeys(IReadOnlyList<UsageRecordRow> records) =>
        UsageIngestRepository.IsSmall(records.Count) && records.All(record => record.ValueId is null);

    private Task<IReadOnlySet<(Guid TenantId, Guid Id)>?> ClaimAsync(Work work, IReadOnlyList<UsageRecordRow> records, UsageMetricSet known, short slot) =>
        IsAddedWithItsKeys(records)
            ? usage.ClaimAndAddAsync(work, records, Fold(records, known), slot)
            : usage.ClaimKeysAsync(work, records);

    private async Task AddAsync(Work work, IReadOnlyList<UsageRecordRow> records, UsageMetricSet known, short slot)
    {
        await usage.AddRecordsAsync(work, records);
        var deltas = Fold(records, known);
        if (UsageFold.Uniques(records) is { Count: > 0 } values)
        {
            var added = await usage.AddUniquesAsync(work, values);
            deltas = [.. deltas.Select(delta => delta with { DistinctValues = added.GetValueOrDefault(delta.Key) })];
        }

        await usage.AddToCountersAsync(work, deltas, slot);
    }

    private static IReadOnlyList<UsageCounterDelta> Fold(IReadOnlyList<UsageRecordRow> records, UsageMetricSet known) =>
        UsageFold.Fold(records, metric => known.Find(metric)?.Aggregation == "weighted_sum");

    private async Task<int[]> EnsurePartitionsAsync(Work work, IReadOnlyList<UsageRecordRow> records)
    {
        int[] missing = [.. records.Select(record => (record.Timestamp.Year * 100) + record.Timestamp.Month).Distinct().Where(month => !_months.ContainsKey(month))];
        foreach (var month in missing)
            await usage.CreatePartitionAsync(work, new DateTimeOffset(month / 100, month % 100, 1, 0, 0, 0, TimeSpan.Zero));
        return missing;
    }

    /// <summary>Makes sure that reports will be sent soon, one a tenant and slot; what this process has scheduled it does not ask for again.</summary>
    private async Task<IReadOnlyList<(Guid, DateTimeOffset)>> ScheduleReportsAsync(Work work, IReadOnlyList<UsageRecordRow> records, DateTimeOffset now)
    {
        var reports = records
            .Select(record => (record.TenantId, DueAt: SlotEnd(now, record.BillingPeriodEnd <= now ? ClosingSlot : ReportSlot)))
            .Distinct()
            .Where(report => !_scheduled.ContainsKey(report))
            .ToArray();
        foreach (var (tenantId, dueAt) in reports)
        {
            await items.AddAsync(work, new WorkItem
            {
                TenantId = tenantId,
                Id = Guid.CreateVersion7(now),
                Kind = UsageReporter.WorkKind,
                Key = dueAt.UtcTicks.ToString(CultureInfo.InvariantCulture),
                Payload = Json.From(new { }),
                DueAt = dueAt,
                CreatedAt = now,
            });
        }

        return reports;
    }

    private static DateTimeOffset SlotEnd(DateTimeOffset now, TimeSpan slot) =>
        new DateTimeOffset(now.UtcTicks - (now.UtcTicks % slot.Ticks), TimeSpan.Zero) + slot;

    private sealed record Written(int[] Months, IReadOnlyList<(Guid TenantId, DateTimeOffset DueAt)> Reports)
    {
        public static readonly Written Nothing = new([], []);
    }
}
