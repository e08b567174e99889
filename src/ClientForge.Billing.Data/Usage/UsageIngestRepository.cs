using System.Numerics;
using Npgsql;
using NpgsqlTypes;

namespace ClientForge.Billing.Data.Usage;

/// <summary>
/// Writes usage in batches, of one tenant or of many (system role): a fixed number of statements whatever the batch's size.
/// </summary>
public sealed class UsageIngestRepository
{
    // From here on a binary copy is cheaper than arrays.
    private const int CopyFrom = 100;

    private const NpgsqlDbType Uuids = NpgsqlDbType.Array | NpgsqlDbType.Uuid;
    private const NpgsqlDbType Texts = NpgsqlDbType.Array | NpgsqlDbType.Text;
    private const NpgsqlDbType Longs = NpgsqlDbType.Array | NpgsqlDbType.Bigint;
    private const NpgsqlDbType Times = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz;
    private const NpgsqlDbType Numbers = NpgsqlDbType.Array | NpgsqlDbType.Numeric;
    private const NpgsqlDbType Flags = NpgsqlDbType.Array | NpgsqlDbType.Boolean;

    private const string Claim = """
        with claimed as (
            insert into usage_keys (tenant_id, id, content, "timestamp")
            select * from unnest(@tenants, @ids, @contents, @times) as e (tenant_id, id, content, at) order by tenant_id, id
            on conflict (tenant_id, id) do nothing
            returning tenant_id, id
        )
        """;

    private const string ClaimedUnlessAll = "select array_agg(tenant_id), array_agg(id) from claimed having count(*) < cardinality(@ids)";

    private const string AddRecords = """
        insert into usage_records (tenant_id, id, subscription_id, metric_name, quantity, "timestamp", counted_at, idempotency_key,
            billing_period_start, billing_period_end, value_id, properties, late, created_at)
        select t, i, s, m, q, at, counted, k, ps, pe, v, p::jsonb, l, c
        from unnest(@tenants, @ids, @subscriptions, @metrics, @quantities, @times, @countedTimes, @keys, @periodStarts, @periodEnds, @values,
            @properties, @late, @createdTimes) as e (t, i, s, m, q, at, counted, k, ps, pe, v, p, l, c)
        """;

    private const string AddCounters = """
        insert into usage_counters as c (tenant_id, metric_name, span, period_start, bucket, slot, period_end, events, late_events, total, moment,
            peak, last_quantity, last_at, last_created_at, distinct_values)
        select tenant_id, metric, span, period_start, bucket, @slot, period_end, events, late, total, moment, peak, last_quantity, last_at, last_created_at, uniques
        from unnest(@counterTenants, @counterMetrics, @spans, @counterStarts, @buckets, @counterEnds, @events, @lateEvents, @totals, @moments, @peaks,
            @lastQuantities, @lastTimes, @lastCreatedTimes, @uniques) as e (tenant_id, metric, span, period_start, bucket,
            period_end, events, late, total, moment, peak, last_quantity, last_at, last_created_at, uniques)
        """;

    private const string MergeCounters = """
        order by tenant_id, metric, span, period_start, bucket
        on conflict (tenant_id, metric_name, span, period_start, bucket, slot) do update
        set events = c.events + excluded.events, late_events = c.late_events + excluded.late_events,
            total = c.total + excluded.total, moment = c.moment + excluded.moment, peak = greatest(c.peak, excluded.peak),
            last_quantity = case when (excluded.last_at, excluded.last_created_at) >= (c.last_at, c.last_created_at) then excluded.last_quantity else c.last_quantity end,
            last_created_at = case when (excluded.last_at, excluded.last_created_at) >= (c.last_at, c.last_created_at) then excluded.last_created_at else c.last_created_at end,
            last_at = greatest(c.last_at, excluded.last_at), distinct_values = c.distinct_values + excluded.distinct_values, unreported = true
        """;

    private const string WhereAllAreClaimed = "where (select count(*) from claimed) = cardinality(@ids)";

    private const string ClaimAndAdd =
        $"{Claim}, records as ({AddRecords} {WhereAllAreClaimed}), counters as ({AddCounters} {WhereAllAreClaimed} {MergeCounters}) {ClaimedUnlessAll}";

    /// <summary>The live or last begun subscription of each tenant that has one.</summary>
    public Task<IReadOnlyList<UsageSubscriptionRow>> ListSubscriptionsAsync(Work work, Guid[] tenantIds) => work.QueryAsync<UsageSubscriptionRow>(
        """
        select distinct on (s.tenant_id) s.tenant_id, s.id, s.status, s.interval, s.current_period_start, s.current_period_end,
            s.billing_cycle_anchor, s.ended_at, s.trial_start, s.trial_end, s.created_at, coalesce(a.status, 'active') as account_status
        from subscriptions s left join billing_accounts a on a.tenant_id = s.tenant_id
        where s.tenant_id = any(@tenantIds) and s.has_begun
        order by s.tenant_id, s.status in ('canceled', 'incomplete_expired'), s.created_at desc
        """,
        new { tenantIds });

    /// <summary>Makes the month's partition unless it exists.</summary>
    public Task CreatePartitionAsync(Work work, DateTimeOffset month) =>
        work.ExecuteAsync("select create_usage_partition(@month)", new { month });

    /// <summary>Moves the partitions of months before this one's to the schema <c>usage_archive</c>.</summary>
    /// <returns>Their names.</returns>
    public Task<IReadOnlyList<string>> DetachPartitionsAsync(Work work, DateTimeOffset before) =>
        work.QueryAsync<string>("select detach_usage_partitions(@before)", new { before });

    /// <summary>Whether so many events are best added in one statement, by <see cref="ClaimAndAddAsync"/>.</summary>
    public static bool IsSmall(int events) => events < CopyFrom;

    /// <summary>Takes the keys that nobody has used; of equal keys in two transactions one waits for the other.</summary>
    /// <returns>Those that were free; null when all were.</returns>
    public async Task<IReadOnlySet<(Guid TenantId, Guid Id)>?> ClaimKeysAsync(Work work, IReadOnlyList<UsageRecordRow> records)
    {
        await using var command = Command(work, $"{Claim} {ClaimedUnlessAll}");
        AddKeyParameters(command, records);
        return await ReadClaimedAsync(work, command);
    }

    /// <summary>
    /// Takes the keys and, when all of them were free, stores the events and adds to the counters, in one statement. When some were not,
    /// only the free keys are taken and the rest is left to the caller.
    /// </summary>
    /// <returns>The keys that were free; null when all were.</returns>
    public async Task<IReadOnlySet<(Guid TenantId, Guid Id)>?> ClaimAndAddAsync(
        Work work, IReadOnlyList<UsageRecordRow> records, IReadOnlyList<UsageCounterDelta> deltas, short slot)
    {
        await using var command = Command(work, ClaimAndAdd);
        AddKeyParameters(command, records);
        AddRecordParameters(command, records);
        AddCounterParameters(command, deltas, slot);
        return await ReadClaimedAsync(work, command);
    }

    /// <summary>What keys stand for.</summary>
    public Task<IReadOnlyList<UsageKeyRow>> FindKeysAsync(Work work, Guid[] tenantIds, Guid[] ids) => work.QueryAsync<UsageKeyRow>(
        """
        select k.tenant_id, k.id, k.content, k."timestamp"
        from unnest(@tenantIds, @ids) as e (tenant_id, id) join usage_keys k on k.tenant_id = e.tenant_id and k.id = e.id
        """,
        new { tenantIds, ids });

    /// <summary>Stores raw events, whose months' partitions exist.</summary>
    public async Task AddRecordsAsync(Work work, IReadOnlyList<UsageRecordRow> records)
    {
        if (records.Count < CopyFrom)
        {
            await InsertAsync(work, records);
            return;
        }

        foreach (var month in records.GroupBy(record => record.Timestamp.Year * 100 + record.Timestamp.Month))
            await CopyAsync(work, month.Key, month);
    }

    /// <summary>Notes the values that buckets have seen.</summary>
    /// <returns>Those that were new, counted by bucket.</returns>
    public async Task<IReadOnlyDictionary<UsageCounterKey, long>> AddUniquesAsync(Work work, IReadOnlyList<UsageUniqueKey> values)
    {
        await using var command = Command(
            work,
            """
            with added as (
                insert into usage_uniques (tenant_id, metric_name, span, period_start, bucket, value_id)
                select * from unnest(@counterTenants, @counterMetrics, @spans, @counterStarts, @buckets, @values)
                    as e (tenant_id, metric, span, period_start, bucket, value_id)
                order by tenant_id, metric, span, period_start, bucket, value_id
                on conflict do nothing
                returning tenant_id, metric_name, span, period_start, bucket
            )
            select tenant_id, metric_name, span, period_start, bucket, count(*) from added group by 1, 2, 3, 4, 5
            """);
        AddCounterKeyParameters(command, [.. values.Select(value => value.Counter)]);
        Add(command, "values", Uuids, values, value => value.ValueId);
        await using var reader = await command.ExecuteReaderAsync(work.Cancellation);
        var added = new Dictionary<UsageCounterKey, long>();
        while (await reader.ReadAsync(work.Cancellation))
        {
            var key = new UsageCounterKey(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3), reader.GetFieldValue<DateTimeOffset>(4));
            added[key] = reader.GetInt64(5);
        }

        return added;
    }

    /// <summary>Adds to counters. Every writer uses a slot of its own, so that none waits for another's commit.</summary>
    public async Task AddToCountersAsync(Work work, IReadOnlyList<UsageCounterDelta> deltas, short slot)
    {
        await using var command = Command(work, $"{AddCounters} {MergeCounters}");
        AddCounterParameters(command, deltas, slot);
        await command.PrepareAsync(work.Cancellation);
        await command.ExecuteNonQueryAsync(work.Cancellation);
    }

    private static async Task<IReadOnlySet<(Guid TenantId, Guid Id)>?> ReadClaimedAsync(Work work, NpgsqlCommand command)
    {
        await command.PrepareAsync(work.Cancellation);
        await using var reader = await command.ExecuteReaderAsync(work.Cancellation);
        if (!await reader.ReadAsync(work.Cancellation))
            return null;
        return await reader.IsDBNullAsync(0, work.Cancellation)
            ? new HashSet<(Guid, Guid)>()
            : reader.GetFieldValue<Guid[]>(0).Zip(reader.GetFieldValue<Guid[]>(1)).ToHashSet();
    }

    private static async Task InsertAsync(Work work, IReadOnlyList<UsageRecordRow> records)
    {
        await using var command = Command(work, AddRecords);
        AddIdentityParameters(command, records);
        AddRecordParameters(command, records);
        await command.PrepareAsync(work.Cancellation);
        await command.ExecuteNonQueryAsync(work.Cancellation);
    }

    // Into the partition itself: a copy into a table behind row-level security is not supported.
    private static async Task CopyAsync(Work work, int month, IEnumerable<UsageRecordRow> records)
    {
        await using var copy = await work.Connection.BeginBinaryImportAsync(
            $"""
            copy usage_records_{month} (tenant_id, id, subscription_id, metric_name, quantity, "timestamp", counted_at, idempotency_key,
                billing_period_start, billing_period_end, value_id, properties, late, created_at) from stdin (format binary)
            """,
            work.Cancellation);
        foreach (var record in records)
        {
            await copy.StartRowAsync(work.Cancellation);
            await copy.WriteAsync(record.TenantId, NpgsqlDbType.Uuid, work.Cancellation);
            await copy.WriteAsync(record.Id, NpgsqlDbType.Uuid, work.Cancellation);
            await copy.WriteAsync(record.SubscriptionId, NpgsqlDbType.Uuid, work.Cancellation);
            await copy.WriteAsync(record.MetricName, NpgsqlDbType.Text, work.Cancellation);
            await copy.WriteAsync(record.Quantity, NpgsqlDbType.Bigint, work.Cancellation);
            await copy.WriteAsync(record.Timestamp.UtcDateTime, NpgsqlDbType.TimestampTz, work.Cancellation);
            await copy.WriteAsync(record.CountedAt.UtcDateTime, NpgsqlDbType.TimestampTz, work.Cancellation);
            await copy.WriteAsync(record.IdempotencyKey, NpgsqlDbType.Text, work.Cancellation);
            await copy.WriteAsync(record.BillingPeriodStart.UtcDateTime, NpgsqlDbType.TimestampTz, work.Cancellation);
            await copy.WriteAsync(record.BillingPeriodEnd.UtcDateTime, NpgsqlDbType.TimestampTz, work.Cancellation);
            await (record.ValueId is { } valueId ? copy.WriteAsync(valueId, NpgsqlDbType.Uuid, work.Cancellation) : copy.WriteNullAsync(work.Cancellation));
            await (record.Properties is { } json ? copy.WriteAsync(json, NpgsqlDbType.Jsonb, work.Cancellation) : copy.WriteNullAsync(work.Cancellation));
            await copy.WriteAsync(record.Late, NpgsqlDbType.Boolean, work.Cancellation);
            await copy.WriteAsync(record.CreatedAt.UtcDateTime, NpgsqlDbType.TimestampTz, work.Cancellation);
        }

        await copy.CompleteAsync(work.Cancellation);
    }

    private static NpgsqlCommand Command(Work work, string sql) => new(sql, work.Connection, work.Transaction);

    private static void AddIdentityParameters(NpgsqlCommand command, IReadOnlyList<UsageRecordRow> records)
    {
        Add(command, "tenants", Uuids, records, record => record.TenantId);
        Add(command, "ids", Uuids, records, record => record.Id);
        Add(command, "times", Times, records, record => record.Timestamp.UtcDateTime);
    }

    private static void AddKeyParameters(NpgsqlCommand command, IReadOnlyList<UsageRecordRow> records)
    {
        AddIdentityParameters(command, records);
        Add(command, "contents", Longs, records, record => record.Content);
    }

    private static void AddRecordParameters(NpgsqlCommand command, IReadOnlyList<UsageRecordRow> records)
    {
        Add(command, "subscriptions", Uuids, records, record => record.SubscriptionId);
        Add(command, "metrics", Texts, records, record => record.MetricName);
        Add(command, "quantities", Longs, records, record => record.Quantity);
        Add(command, "countedTimes", Times, records, record => record.CountedAt.UtcDateTime);
        Add(command, "keys", Texts, records, record => record.IdempotencyKey);
        Add(command, "periodStarts", Times, records, record => record.BillingPeriodStart.UtcDateTime);
        Add(command, "periodEnds", Times, records, record => record.BillingPeriodEnd.UtcDateTime);
        Add(command, "values", Uuids, records, record => record.ValueId);
        Add(command, "properties", Texts, records, record => record.Properties);
        Add(command, "late", Flags, records, record => record.Late);
        Add(command, "createdTimes", Times, records, record => record.CreatedAt.UtcDateTime);
    }

    private static void AddCounterKeyParameters(NpgsqlCommand command, IReadOnlyList<UsageCounterKey> keys)
    {
        Add(command, "counterTenants", Uuids, keys, key => key.TenantId);
        Add(command, "counterMetrics", Texts, keys, key => key.MetricName);
        Add(command, "spans", Texts, keys, key => key.Span);
        Add(command, "counterStarts", Times, keys, key => key.PeriodStart.UtcDateTime);
        Add(command, "buckets", Times, keys, key => key.Bucket.UtcDateTime);
    }

    private static void AddCounterParameters(NpgsqlCommand command, IReadOnlyList<UsageCounterDelta> deltas, short slot)
    {
        AddCounterKeyParameters(command, [.. deltas.Select(delta => delta.Key)]);
        command.Parameters.Add(new NpgsqlParameter<short>("slot", slot));
        Add(command, "counterEnds", Times, deltas, delta => delta.PeriodEnd.UtcDateTime);
        Add(command, "events", Longs, deltas, delta => delta.Events);
        Add(command, "lateEvents", Longs, deltas, delta => delta.LateEvents);
        Add(command, "totals", Longs, deltas, delta => delta.Total);
        Add<UsageCounterDelta, BigInteger>(command, "moments", Numbers, deltas, delta => delta.Moment);
        Add(command, "peaks", Longs, deltas, delta => delta.Peak);
        Add(command, "lastQuantities", Longs, deltas, delta => delta.LastQuantity);
        Add(command, "lastTimes", Times, deltas, delta => delta.LastAt.UtcDateTime);
        Add(command, "lastCreatedTimes", Times, deltas, delta => delta.LastCreatedAt.UtcDateTime);
        Add(command, "uniques", Longs, deltas, delta => delta.DistinctValues);
    }

    private static void Add<TRow, TValue>(NpgsqlCommand command, string name, NpgsqlDbType type, IReadOnlyList<TRow> rows, Func<TRow, TValue> value)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = value(rows[i]);
        command.Parameters.Add(new NpgsqlParameter<TValue[]> { ParameterName = name, NpgsqlDbType = type, TypedValue = values });
    }
}
