using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Api.Usage;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace ClientForge.Billing.Benchmarks.Usage;

/// <summary>
/// The rival: a transaction a request, an insert that skips known keys and an upsert of the hour's counter, through Dapper and
/// behind the same pipeline. It knows no tenants' subscriptions, no conflicts and no periods.
/// </summary>
internal static class NaiveIngest
{
    public const string Path = "/naive/report";

    public const string Schema = """
        create table naive_records (tenant_id uuid, idempotency_key text, metric text, quantity bigint, at timestamptz, primary key (tenant_id, idempotency_key));
        create table naive_counters (tenant_id uuid, metric text, hour timestamptz, total bigint, primary key (tenant_id, metric, hour)) with (fillfactor = 70);
        grant all on naive_records, naive_counters to billing;

        """;

    public static void Map(WebApplication app, string connectionString)
    {
        var source = NpgsqlDataSource.Create($"{connectionString};Maximum Pool Size=80");
        app.MapPost(Path, async (UsageReportRequest request, CurrentRequest current, TimeProvider time) =>
        {
            var (tenantId, at) = (current.TenantId, time.GetUtcNow().UtcDateTime);
            await using var connection = await source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            var parameters = new { tenantId, key = request.IdempotencyKey.Value, metric = request.Metric.Value, quantity = request.Quantity.Value, at };
            var added = await connection.ExecuteAsync(
                "insert into naive_records values (@tenantId, @key, @metric, @quantity, @at) on conflict do nothing", parameters, transaction);
            if (added == 1)
                await connection.ExecuteAsync(
                    """
                    insert into naive_counters as c values (@tenantId, @metric, date_trunc('hour', @at), @quantity)
                    on conflict (tenant_id, metric, hour) do update set total = c.total + excluded.total
                    """,
                    parameters,
                    transaction);
            await transaction.CommitAsync();
            return Results.Accepted(value: new UsageReportResponse { Accepted = added, Duplicates = 1 - added, Rejected = [], Keys = [] });
        }).RequireAuthorization(Policies.UsageIngest);
    }
}
