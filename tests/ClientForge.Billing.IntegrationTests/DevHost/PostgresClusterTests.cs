using System.Globalization;
using System.Runtime.Versioning;
using ClientForge.Billing.DevHost.Postgres;
using ClientForge.Billing.DevHost.Processes;
using ClientForge.Billing.IntegrationTests.Fixtures;
using Dapper;
using Npgsql;

namespace ClientForge.Billing.IntegrationTests.DevHost;

[SupportedOSPlatform("linux")]
public sealed class PostgresClusterTests : IDisposable
{
    private readonly ScratchFolder folder = ScratchFolder.Create();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartServer_AfterTheServerWasKilled_KeepsDataAndPort()
    {
        var cluster = await PrepareAsync(durable: true);
        await using (var server = await StartAsync(cluster))
        {
            await ExecuteAsync(cluster.ConnectionString("billing"), "CREATE TABLE kept AS SELECT 42 AS answer");
            Signals.Send(server.Id, StopSignal.Kill);
            await server.Exited.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        }
        var port = cluster.Port;

        await using var again = await StartAsync(cluster);

        Assert.Equal(port, cluster.Port);
        Assert.Equal(42, await ScalarAsync<int>(cluster.ConnectionString("billing"), "SELECT answer FROM kept"));
    }

    [Fact]
    public async Task StartServer_WithAPidFileOfAnotherProgram_Starts()
    {
        var cluster = await PrepareAsync();
        await (await StartAsync(cluster)).DisposeAsync();
        // The shape a crashed machine leaves: the id has since been given to a process of another kind, here this test.
        await File.WriteAllTextAsync(
            Path.Combine(cluster.DataDirectory, "postmaster.pid"),
            string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n{cluster.DataDirectory}\n"), Cancellation);

        await using var server = await StartAsync(cluster);

        Assert.False(server.Exited.IsCompleted);
    }

    [Fact]
    public async Task StartServer_WhileAForgottenServerHoldsTheData_TakesOver()
    {
        var cluster = await PrepareAsync();
        await using var forgotten = await StartAsync(cluster);

        await using var server = await StartAsync(cluster);

        await forgotten.Exited.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        Assert.False(server.Exited.IsCompleted);
    }

    [Fact]
    public async Task PrepareAsync_WhereTheServersUserMayNotGo_TakesAnotherFolderAndNotesIt()
    {
        if (UnprivilegedUser.ForThisProcess() is null)
            Assert.Skip("Only root can own a folder that the server's user cannot reach.");
        var closed = Directory.CreateDirectory(Path.Combine(folder.FullName, "closed"));
        File.SetUnixFileMode(closed.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var cluster = await PrepareAsync(closed.FullName);
        try
        {
            Assert.False(cluster.DataDirectory.StartsWith(closed.FullName, StringComparison.Ordinal));
            var note = await File.ReadAllTextAsync(Path.Combine(closed.FullName, "postgres.location"), Cancellation);
            Assert.Equal(cluster.DataDirectory, note.Trim());
            await using var server = await StartAsync(cluster);
            Assert.Equal(1, await ScalarAsync<int>(cluster.ConnectionString("billing"), "SELECT 1"));
        }
        finally
        {
            Directory.Delete(cluster.DataDirectory, recursive: true);
        }
    }

    [Fact]
    public async Task EnsureDatabaseAsync_Role_IsNoSuperuserAndNeedsItsPassword()
    {
        var cluster = await PrepareAsync();
        await using var server = await StartAsync(cluster);

        var connection = cluster.ConnectionString("billing");
        Assert.Equal(
            (false, true),
            await ScalarPairAsync(connection, "SELECT rolsuper, rolcreaterole FROM pg_roles WHERE rolname = current_user"));
        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => ScalarAsync<int>(connection.Replace("Password=secret", "Password=guess", StringComparison.Ordinal), "SELECT 1"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    public void Dispose() => folder.Dispose();

    private Task<PostgresCluster> PrepareAsync(string? parent = null, bool durable = false) => PostgresCluster.PrepareAsync(
        new PostgresClusterOptions
        {
            DataDirectory = Path.Combine(parent ?? folder.FullName, "postgres"),
            LogFile = Path.Combine(folder.FullName, "postgres.log"),
            Durable = durable,
            Password = "secret",
        },
        Cancellation);

    private static async Task<ChildProcess> StartAsync(PostgresCluster cluster)
    {
        var server = await cluster.StartServerAsync(Cancellation);
        await cluster.EnsureDatabaseAsync("billing", Cancellation);
        return server;
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.ExecuteAsync(new CommandDefinition(sql, cancellationToken: Cancellation));
    }

    private static async Task<T?> ScalarAsync<T>(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        return await connection.ExecuteScalarAsync<T>(new CommandDefinition(sql, cancellationToken: Cancellation));
    }

    private static async Task<(bool First, bool Second)> ScalarPairAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        return await connection.QuerySingleAsync<(bool First, bool Second)>(new CommandDefinition(sql, cancellationToken: Cancellation));
    }
}
