using Dapper;
using Npgsql;

namespace ClientForge.Billing.Data.Jobs;

/// <summary>What one process of the whole installation does at a time.</summary>
public enum SessionLock : long
{
    /// <summary>Advancing the development clock.</summary>
    DevClock = 0x636C6F636B,

    /// <summary>Writing the schedules of the jobs to the scheduler's tables.</summary>
    JobSchedules = 0x7175617274,
}

/// <summary>Locks that outlive units of work: each holds a connection of its own, and goes with it if the process dies.</summary>
public sealed class SessionLocks(NpgsqlDataSource dataSource)
{
    /// <summary>Waits for the lock. Disposing the answer lets it go.</summary>
    public async Task<IAsyncDisposable> TakeAsync(SessionLock name, CancellationToken cancellationToken) =>
        await AskAsync(name, "select true from pg_advisory_lock(@key)", cancellationToken) ?? throw new InvalidOperationException("The wait ended without the lock.");

    /// <returns>Null when another holds the lock.</returns>
    public Task<IAsyncDisposable?> TryTakeAsync(SessionLock name, CancellationToken cancellationToken) =>
        AskAsync(name, "select pg_try_advisory_lock(@key)", cancellationToken);

    private async Task<IAsyncDisposable?> AskAsync(SessionLock name, string sql, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        try
        {
            if (await connection.QuerySingleAsync<bool>(new CommandDefinition(sql, new { key = (long)name }, cancellationToken: cancellationToken)))
                return new Held(dataSource, connection, name);
        }
        catch
        {
            // Interrupted, the session may hold the lock all the same.
            await EndAsync(dataSource, connection);
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    // Nobody may be given the session again: what is open when the pool is cleared ends with its next return.
    private static ValueTask EndAsync(NpgsqlDataSource dataSource, NpgsqlConnection connection)
    {
        dataSource.Clear();
        return connection.DisposeAsync();
    }

    private sealed class Held(NpgsqlDataSource dataSource, NpgsqlConnection connection, SessionLock name) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await connection.ExecuteAsync("select pg_advisory_unlock(@key)", new { key = (long)name });
            }
            catch
            {
                await EndAsync(dataSource, connection);
                throw;
            }

            await connection.DisposeAsync();
        }
    }
}
