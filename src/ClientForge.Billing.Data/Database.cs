using Dapper;
using Npgsql;

namespace ClientForge.Billing.Data;

/// <summary>
/// The one way to the database: a unit of work is one transaction in the role of one tenant, or of the system.
/// </summary>
/// <remarks>
/// A unit that PostgreSQL rolled back by itself (serialization failure, deadlock) is run again from the start, at most
/// <see cref="MaxAttempts"/> times, so a unit must do nothing but database work. No call to Stripe, SMTP or a tax
/// provider may start inside one: <see cref="EnsureNoOpenWork"/> stands in front of each of those.
/// </remarks>
public sealed class Database(NpgsqlDataSource dataSource)
{
    private const int MaxAttempts = 5;
    private static readonly AsyncLocal<int> OpenWork = new();

    /// <summary>Runs a unit that sees and writes the rows of one tenant only.</summary>
    public Task<T> InTenantAsync<T>(Guid tenantId, Func<Work, Task<T>> unit, CancellationToken cancellationToken) =>
        RunAsync(tenantId, unit, cancellationToken);

    /// <inheritdoc cref="InTenantAsync{T}"/>
    public Task InTenantAsync(Guid tenantId, Func<Work, Task> unit, CancellationToken cancellationToken) =>
        RunAsync(tenantId, unit, cancellationToken);

    /// <summary>
    /// One row of one tenant and the rows that belong to it, as they are at one moment, in one round trip: the transaction, the role and
    /// the statements travel together and are prepared once a connection. For reads so frequent that round trips are what they cost.
    /// </summary>
    /// <param name="tenantId">Seen by both statements as <c>@tenantId</c>.</param>
    /// <param name="oneSql">A single statement with exactly one row.</param>
    /// <param name="manySql">A single statement with any number of rows.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public Task<(TOne One, IReadOnlyList<TMany> Many)> ReadOneWithManyAsync<TOne, TMany>(
        Guid tenantId, string oneSql, string manySql, CancellationToken cancellationToken) => InOneTripAsync(
        [
            new NpgsqlBatchCommand("begin isolation level repeatable read read only"),
            new NpgsqlBatchCommand("set local role billing_tenant"),
            OfTenant("select set_config('app.tenant', @tenantId::uuid::text, true)", tenantId),
            OfTenant(oneSql, tenantId),
            OfTenant(manySql, tenantId),
        ],
        async reader =>
        {
            await reader.NextResultAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            var one = reader.GetRowParser<TOne>()(reader);
            await reader.NextResultAsync(cancellationToken);
            var parse = reader.GetRowParser<TMany>();
            var many = new List<TMany>();
            while (await reader.ReadAsync(cancellationToken))
                many.Add(parse(reader));
            return (one, (IReadOnlyList<TMany>)many);
        },
        cancellationToken);

    /// <summary>
    /// One statement of the system in one round trip, as <see cref="ReadOneWithManyAsync"/>; it may write, and is not run again when
    /// PostgreSQL rolls it back. Null when it gives no row.
    /// </summary>
    /// <param name="sql">A single statement with at most one row.</param>
    /// <param name="parameters">What it names.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<T?> TouchOneAsync<T>(string sql, IReadOnlyList<NpgsqlParameter> parameters, CancellationToken cancellationToken)
        where T : class
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            statement.Parameters.Add(parameter);
        return InOneTripAsync(
            [new NpgsqlBatchCommand("begin"), new NpgsqlBatchCommand("set local role billing_system"), statement],
            async reader => await reader.ReadAsync(cancellationToken) ? reader.GetRowParser<T>()(reader) : null,
            cancellationToken);
    }

    /// <summary>Runs a unit that sees all tenants: intake, claims, sweeps, the ops console, the catalogue.</summary>
    public Task<T> AsSystemAsync<T>(Func<Work, Task<T>> unit, CancellationToken cancellationToken) =>
        RunAsync(null, unit, cancellationToken);

    /// <inheritdoc cref="AsSystemAsync{T}"/>
    public Task AsSystemAsync(Func<Work, Task> unit, CancellationToken cancellationToken) =>
        RunAsync(null, unit, cancellationToken);

    /// <summary>Throws when a unit of work is open on this flow of control: nothing may go over the network inside one.</summary>
    public static void EnsureNoOpenWork()
    {
        if (OpenWork.Value > 0)
            throw new InvalidOperationException("A network call was about to start inside a database transaction.");
    }

    private async Task<T> InOneTripAsync<T>(NpgsqlBatchCommand[] statements, Func<NpgsqlDataReader, Task<T>> read, CancellationToken cancellationToken)
    {
        EnsureNoOpenWork();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements)
            batch.BatchCommands.Add(statement);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        await batch.PrepareAsync(cancellationToken);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var answer = await read(reader);
        while (await reader.NextResultAsync(cancellationToken))
        {
            // An error of the commit is thrown here.
        }

        return answer;
    }

    private static NpgsqlBatchCommand OfTenant(string sql, Guid tenantId) => new(sql) { Parameters = { new NpgsqlParameter<Guid>("tenantId", tenantId) } };

    private Task<bool> RunAsync(Guid? tenantId, Func<Work, Task> unit, CancellationToken cancellationToken) =>
        RunAsync(tenantId, async work => { await unit(work); return true; }, cancellationToken);

    private async Task<T> RunAsync<T>(Guid? tenantId, Func<Work, Task<T>> unit, CancellationToken cancellationToken)
    {
        EnsureNoOpenWork();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunOnceAsync(tenantId, unit, cancellationToken);
            }
            catch (PostgresException e) when (attempt < MaxAttempts && IsRolledBackByServer(e))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Jitter(attempt)), cancellationToken);
            }
        }
    }

    private async Task<T> RunOnceAsync<T>(Guid? tenantId, Func<Work, Task<T>> unit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var work = new Work(tenantId, connection, transaction, cancellationToken);
        await work.EnterRoleAsync();

        OpenWork.Value++;
        try
        {
            var result = await unit(work);
            await transaction.CommitAsync(cancellationToken);
            return result;
        }
        finally
        {
            OpenWork.Value--;
        }
    }

    // A statement that was prepared before a migration changed the type of a column is refused once a connection, then prepared anew.
    private static bool IsRolledBackByServer(PostgresException e) =>
        e.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
        || e is { SqlState: PostgresErrorCodes.FeatureNotSupported, Routine: "RevalidateCachedQuery" };

    // Not security-sensitive: it only spreads contenders.
#pragma warning disable CA5394
    private static int Jitter(int attempt) => Random.Shared.Next(5, 20 << attempt);
#pragma warning restore CA5394
}
