using ClientForge.Billing.Data.Jobs;
using ClientForge.Billing.IntegrationTests.Fixtures;
using Dapper;
using Npgsql;

namespace ClientForge.Billing.IntegrationTests.Jobs;

public sealed class SessionLocksTests(TestDatabases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Take_WaitGivenUp_LeavesNoSessionThatMightHoldTheLock()
    {
        var database = await databases.CreateAsync(Cancellation);
        await using var source = NpgsqlDataSource.Create($"{database.ConnectionString};No Reset On Close=true");
        var locks = new SessionLocks(source);
        await using var held = await locks.TakeAsync(SessionLock.DevClock, Cancellation);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var waiting = locks.TakeAsync(SessionLock.DevClock, patience.Token);
        var waiter = await WaitingSessionAsync(database);

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        await using var next = await source.OpenConnectionAsync(Cancellation);
        Assert.NotEqual(waiter, next.ProcessID);
        Assert.Null(await locks.TryTakeAsync(SessionLock.DevClock, Cancellation));
    }

    private static async Task<int> WaitingSessionAsync(TestDatabase database)
    {
        await using var connection = await database.OpenAsAdminAsync(Cancellation);
        while (true)
        {
            var waiter = await connection.QuerySingleOrDefaultAsync<int?>(new CommandDefinition(
                "select l.pid from pg_locks l join pg_database d on d.oid = l.database where d.datname = current_database() and l.locktype = 'advisory' and not l.granted",
                cancellationToken: Cancellation));
            if (waiter is { } found)
                return found;
        }
    }
}
