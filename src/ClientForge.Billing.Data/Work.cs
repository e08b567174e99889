using System.Data;
using Dapper;
using Npgsql;

namespace ClientForge.Billing.Data;

/// <summary>An open unit of work: what repositories run their SQL on. Made by <see cref="Database"/> alone.</summary>
public sealed class Work
{
    private readonly CancellationToken _cancellationToken;

    internal Work(Guid? tenantId, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        TenantId = tenantId;
        Connection = connection;
        Transaction = transaction;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The tenant whose rows are visible; null for the system, which sees all.</summary>
    public Guid? TenantId { get; }

    internal NpgsqlConnection Connection { get; }

    internal NpgsqlTransaction Transaction { get; }

    internal CancellationToken Cancellation => _cancellationToken;

    /// <summary>
    /// Serialises everything that is done for one tenant under one name until the unit ends: the second unit waits.
    /// </summary>
    public Task LockTenantAsync(Guid tenantId, string name) =>
        ExecuteAsync("select pg_advisory_xact_lock(hashtextextended(@name || ':' || @tenantId::text, 7))", new { name, tenantId });

    internal Task<int> ExecuteAsync(string sql, object? parameters = null) =>
        Connection.ExecuteAsync(Command(sql, parameters));

    internal async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        (await Connection.QueryAsync<T>(Command(sql, parameters))).AsList();

    internal Task<T?> QueryFirstAsync<T>(string sql, object? parameters = null) =>
        Connection.QueryFirstOrDefaultAsync<T>(Command(sql, parameters));

    internal Task<T> QuerySingleAsync<T>(string sql, object? parameters = null) =>
        Connection.QuerySingleAsync<T>(Command(sql, parameters));

    internal async Task EnterRoleAsync()
    {
        // Both statements travel in one round trip; both end with the transaction.
        if (TenantId is { } tenantId)
            await ExecuteAsync("set local role billing_tenant; select set_config('app.tenant', @tenant, true)", new { tenant = tenantId.ToString() });
        else
            await ExecuteAsync("set local role billing_system");
    }

    private CommandDefinition Command(string sql, object? parameters) =>
        new(sql, parameters, Transaction, commandType: CommandType.Text, cancellationToken: _cancellationToken);
}
