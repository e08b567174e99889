using Npgsql;
using NpgsqlTypes;

namespace ClientForge.Billing.Benchmarks.Usage;

/// <summary>
/// The rival of batches: binary COPY of the same rows into the two tables that an event is stored in, as a superuser, without
/// parsing, judging, counting or answering.
/// </summary>
public sealed class RawCopy(NpgsqlConnection connection, string partition)
{
    public async Task RunAsync(Guid tenantId, int rows)
    {
        var ids = Enumerable.Range(0, rows).Select(_ => Guid.CreateVersion7(TimeProvider.System.GetUtcNow())).ToArray();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var keys = await connection.BeginBinaryImportAsync("""copy usage_keys (tenant_id, id, content, "timestamp") from stdin (format binary)"""))
        {
            foreach (var id in ids)
            {
                await keys.StartRowAsync();
                await keys.WriteAsync(tenantId, NpgsqlDbType.Uuid);
                await keys.WriteAsync(id, NpgsqlDbType.Uuid);
                await keys.WriteAsync(1L, NpgsqlDbType.Bigint);
                await keys.WriteAsync(now, NpgsqlDbType.TimestampTz);
            }

            await keys.CompleteAsync();
        }

        await using (var records = await connection.BeginBinaryImportAsync(
            $"""
            copy {partition} (tenant_id, id, subscription_id, metric_name, quantity, "timestamp", counted_at, idempotency_key,
                billing_period_start, billing_period_end, created_at) from stdin (format binary)
            """))
        {
            foreach (var id in ids)
            {
                await records.StartRowAsync();
                await records.WriteAsync(tenantId, NpgsqlDbType.Uuid);
                await records.WriteAsync(id, NpgsqlDbType.Uuid);
                await records.WriteAsync(tenantId, NpgsqlDbType.Uuid);
                await records.WriteAsync("api_calls", NpgsqlDbType.Text);
                await records.WriteAsync(1L, NpgsqlDbType.Bigint);
                await records.WriteAsync(now, NpgsqlDbType.TimestampTz);
                await records.WriteAsync(now, NpgsqlDbType.TimestampTz);
                await records.WriteAsync(id.ToString(), NpgsqlDbType.Text);
                await records.WriteAsync(now, NpgsqlDbType.TimestampTz);
                await records.WriteAsync(now, NpgsqlDbType.TimestampTz);
                await records.WriteAsync(now, NpgsqlDbType.TimestampTz);
            }

            await records.CompleteAsync();
        }

        await transaction.CommitAsync();
    }
}
