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
    public async Task<IAsyncDisposable> TakeAsync(SessionLock name, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_lock(@key)", new { key = (long)name }, cancellationToken: cancellationToken));
            return new Held(connection, name);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <returns>Null when another holds the lock.</returns>
    public async Task<IAsyncDisposable?> TryTakeAsync(SessionLock name, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var isHeld = false;
        try
        {
            isHeld = await connection.QuerySingleAsync<bool>(
                new CommandDefinition("select pg_try_advisory_lock(@key)", new { key = (long)name }, cancellationToken: cancellationToken));
            return isHeld ? new Held(connection, name) : null;
        }
        finally
        {
            if (!isHeld)
                await connection.DisposeAsync();
        }
    }

    private sealed class Held(NpgsqlConnection connection, SessionLock name) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (connection)
                await connection.ExecuteAsync("select pg_advisory_unlock(@key)", new { key = (long)name });
        }
    }
}
