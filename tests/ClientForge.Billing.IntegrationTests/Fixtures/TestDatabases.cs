using System.Globalization;
using ClientForge.Billing.Data.Migrations;
using ClientForge.Billing.DevHost.Postgres;
using ClientForge.Billing.DevHost.Processes;
using ClientForge.Billing.IntegrationTests.Fixtures;
using Dapper;
using Npgsql;

[assembly: AssemblyFixture(typeof(TestDatabases))]

namespace ClientForge.Billing.IntegrationTests.Fixtures;

/// <summary>
/// One throw-away PostgreSQL cluster per test run, started by the first test that wants a database and ended with the
/// run, also with a killed one. The schema is built once, in a template that is cloned for each test class.
/// </summary>
public sealed class TestDatabases : IAsyncDisposable
{
    private const string Empty = "template_empty";
    private const string Migrated = "template_migrated";

    private readonly Lazy<Task<RunningCluster>> cluster = new(StartAsync);
    private int created;

    static TestDatabases() => SqlMapper.ConnectionStringComparer = new OneSchemaComparer();

    /// <summary>A database with the whole schema, owned by the API's role.</summary>
    public Task<TestDatabase> CreateAsync(CancellationToken cancellation) => CreateAsync(Migrated, cancellation);

    /// <summary>A database without any table, owned by the API's role.</summary>
    public Task<TestDatabase> CreateEmptyAsync(CancellationToken cancellation) => CreateAsync(Empty, cancellation);

    public async ValueTask DisposeAsync()
    {
        if (!cluster.IsValueCreated)
            return;
        var running = await cluster.Value;
        NpgsqlConnection.ClearAllPools();
        await running.Server.DisposeAsync();
        running.Folder.Dispose();
    }

    private async Task<TestDatabase> CreateAsync(string template, CancellationToken cancellation)
    {
        var running = await cluster.Value.WaitAsync(cancellation);
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref created)}");
        await CloneAsync(running.Cluster, template, name, cancellation);
        return new TestDatabase(running.Cluster.ConnectionString(name), running.Cluster.AdminConnectionString(name));
    }

    private static async Task<RunningCluster> StartAsync()
    {
        var folder = ScratchFolder.Create();
        var options = new PostgresClusterOptions
        {
            DataDirectory = Path.Combine(folder.FullName, "postgres"),
            LogFile = Path.Combine(folder.FullName, "postgres.log"),
            Durable = false,
            Password = "test",
        };
        var prepared = await PostgresCluster.PrepareAsync(options, CancellationToken.None);
        var server = await prepared.StartServerAsync(CancellationToken.None);
        await prepared.EnsureDatabaseAsync(Empty, CancellationToken.None);
        await CloneAsync(prepared, Empty, Migrated, CancellationToken.None);
        await MigrateAsync(prepared.ConnectionString(Migrated));
        return new RunningCluster(folder, prepared, server);
    }

    private static async Task MigrateAsync(string connectionString)
    {
        // A template with an open session cannot be cloned.
        await using var source = NpgsqlDataSource.Create($"{connectionString};Pooling=false");
        await new MigrationRunner(source, TimeProvider.System).MigrateAsync([], CancellationToken.None);
    }

    private static async Task CloneAsync(PostgresCluster cluster, string template, string name, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(cluster.AdminConnectionString("postgres"));
        await connection.OpenAsync(cancellation);
        await using var statement = new NpgsqlCommand(
            $"CREATE DATABASE {name} OWNER {PostgresCluster.Role} TEMPLATE {template} STRATEGY FILE_COPY", connection);
        await statement.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>All databases have the same tables: what Dapper compiled for one serves the others too.</summary>
    private sealed class OneSchemaComparer : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => true;

        public int GetHashCode(string obj) => 0;
    }

    private sealed record RunningCluster(ScratchFolder Folder, PostgresCluster Cluster, ChildProcess Server);
}
