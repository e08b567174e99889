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
    /// One row of one tenant in one round trip: the transaction, the role and the statement travel together and are prepared once
    /// a connection. For reads so frequent that round trips are what they cost.
    /// </summary>
    /// <param name="tenantId">Seen by the statement as <c>@tenantId</c>.</param>
    /// <param name="sql">A single statement with exactly one row.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<T> ReadOneAsync<T>(Guid tenantId, string sql, CancellationToken cancellationToken)
    {
        EnsureNoOpenWork();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in (string[])["begin read only", "set local role billing_tenant"])
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select set_config('app.tenant', @tenantId::uuid::text, true)") { Parameters = { new NpgsqlParameter<Guid>("tenantId", tenantId) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(sql) { Parameters = { new NpgsqlParameter<Guid>("tenantId", tenantId) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        await batch.PrepareAsync(cancellationToken);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.GetRowParser<T>()(reader);
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

    private static bool IsRolledBackByServer(PostgresException e) =>
        e.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    // Not security-sensitive: it only spreads contenders.
#pragma warning disable CA5394
    private static int Jitter(int attempt) => Random.Shared.Next(5, 20 << attempt);
#pragma warning restore CA5394
}
