using System.Globalization;
using ClientForge.Billing.DevHost.Processes;

namespace ClientForge.Billing.DevHost.Postgres;

/// <summary>
/// A private PostgreSQL cluster: it listens on the loopback interface only, runs as an unprivileged user, and ends
/// with this process. The API's role, <c>billing</c>, is no superuser; it may create the roles its migrations need.
/// </summary>
public sealed class PostgresCluster
{
    public const string Role = "billing";

    private const string Superuser = "postgres";
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StatusInterval = TimeSpan.FromMilliseconds(20);

    private readonly PostgresClusterOptions options;
    private readonly PostgresBinaries binaries;
    private readonly UnprivilegedUser? user;
    private readonly string socketFolder;

    private PostgresCluster(PostgresClusterOptions options, PostgresBinaries binaries, UnprivilegedUser? user, string dataDirectory)
    {
        this.options = options;
        this.binaries = binaries;
        this.user = user;
        DataDirectory = dataDirectory;
        socketFolder = ClusterLocation.SocketFolder(dataDirectory);
        Port = options.Port ?? FreePort.Find();
    }

    /// <summary>Where the data really lies.</summary>
    public string DataDirectory { get; }

    /// <summary>The loopback port; it stays the same when the server is started again.</summary>
    public int Port { get; private set; }

    /// <summary>Finds the server programs and a reachable folder, and initialises the cluster the first time.</summary>
    public static async Task<PostgresCluster> PrepareAsync(PostgresClusterOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var user = UnprivilegedUser.ForThisProcess();
        var folder = await ClusterLocation.ChooseAsync(Path.GetFullPath(options.DataDirectory), user, cancellation);
        var cluster = new PostgresCluster(options, PostgresBinaries.Find(), user, folder);
        if (!Directory.Exists(folder))
            await cluster.InitialiseAsync(cancellation);
        if (cluster.socketFolder != folder)
            await ClusterLocation.CreateAsync(cluster.socketFolder, user, cancellation);
        return cluster;
    }

    /// <summary>As the API logs in.</summary>
    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Database={database};Username={Role};Password={options.Password}";

    /// <summary>As the superuser, over the socket that only the server's user and root can reach.</summary>
    public string AdminConnectionString(string database) =>
        $"Host={socketFolder};Port={Port};Database={database};Username={Superuser}";

    /// <summary>Starts the server, also after a crash, and returns once it accepts connections.</summary>
    /// <exception cref="InvalidOperationException">The server did not start; the message ends with its log.</exception>
    public async Task<ChildProcess> StartServerAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(StartPatience);
        while (true)
        {
            try
            {
                return await TryStartAsync(patience.Token);
            }
            catch (PortTakenException) when (options.Port is null)
            {
                Port = FreePort.Find();
            }
            catch (PredecessorAliveException)
            {
                await Task.Delay(StatusInterval, patience.Token);
            }
        }
    }

    /// <summary>Creates the API's role and a database it owns, unless they are there, and sets the role's password.</summary>
    public Task EnsureDatabaseAsync(string database, CancellationToken cancellation) =>
        RunSqlAsync($"""
            -- NOINHERIT: outside of a unit of work, which enters a role, the login sees no row behind the wall.
            SELECT 'CREATE ROLE {Role} LOGIN NOSUPERUSER NOINHERIT CREATEROLE'
            WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{Role}') \gexec
            ALTER ROLE {Role} PASSWORD '{options.Password}';
            -- Since version 16 a role's creator may neither use nor hand on the new role unless this is set.
            SELECT 'ALTER ROLE {Role} SET createrole_self_grant = ''set'''
            WHERE current_setting('server_version_num')::int >= 160000 \gexec
            SELECT 'CREATE DATABASE {database} OWNER {Role}'
            WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{database}') \gexec
            \connect {database}
            -- It belongs to pg_database_owner, whose rights a role with NOINHERIT does not have.
            ALTER SCHEMA public OWNER TO {Role};
            """, cancellation);

    private async Task InitialiseAsync(CancellationToken cancellation)
    {
        // Made aside and renamed, so that a start interrupted here does not leave half a cluster.
        var unfinished = $"{DataDirectory}.new";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        await ClusterLocation.CreateAsync(unfinished, user, cancellation);
        string[] arguments =
        [
            "--pgdata", unfinished, "--username", Superuser, "--auth-local=trust", "--auth-host=scram-sha-256",
            "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions", .. options.Durable ? Array.Empty<string>() : ["--no-sync"],
        ];
        await ShortCommand.RunAsync(user, binaries.Initdb, arguments, null, cancellation);
        Directory.Move(unfinished, DataDirectory);
    }

    private ChildCommand ServerCommand() => new()
    {
        Name = "PostgreSQL",
        FileName = binaries.Server,
        Arguments = ["-D", DataDirectory, "-p", Port.ToString(CultureInfo.InvariantCulture), .. Settings().SelectMany(setting => (string[])["-c", setting])],
        LogFile = options.LogFile,
        StopSignal = StopSignal.Interrupt,
        OrphanSignal = StopSignal.Interrupt,
        RunAs = user,
    };

    // Given on the command line, where they win over the cluster's own files and over ALTER SYSTEM.
    private IEnumerable<string> Settings() =>
    [
        "listen_addresses=127.0.0.1", $"unix_socket_directories={socketFolder}", "max_connections=300", "timezone=UTC",
        .. options.Durable
            ? Array.Empty<string>()
            : ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0"],
    ];

    private async Task<ChildProcess> TryStartAsync(CancellationToken cancellation)
    {
        await PostmasterFile.ClearLeftoverAsync(DataDirectory, cancellation);
        var server = await ChildProcess.StartAsync(ServerCommand());
        try
        {
            await WaitUntilReadyAsync(server, cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private async Task WaitUntilReadyAsync(ChildProcess server, CancellationToken cancellation)
    {
        while (!PostmasterFile.SaysReady(DataDirectory, server.Id))
        {
            if (server.Exited.IsCompleted)
                throw StartFailure(server);
            await Task.Delay(StatusInterval, cancellation);
        }
    }

    private static InvalidOperationException StartFailure(ChildProcess server)
    {
        var log = server.LogTail();
        return log switch
        {
            _ when log.Contains("Address already in use", StringComparison.Ordinal) => new PortTakenException(log),
            _ when log.Contains("pre-existing shared memory block", StringComparison.Ordinal) => new PredecessorAliveException(log),
            _ => new InvalidOperationException($"PostgreSQL did not start:\n{log}"),
        };
    }

    private Task<string> RunSqlAsync(string script, CancellationToken cancellation) =>
        ShortCommand.RunAsync(
            null, binaries.Psql,
            ["--host", socketFolder, "--port", Port.ToString(CultureInfo.InvariantCulture), "--username", Superuser, "--dbname", "postgres",
             "--no-psqlrc", "--quiet", "--tuples-only", "--set", "ON_ERROR_STOP=1", "--file", "-"],
            script, cancellation);

    private sealed class PortTakenException(string log) : InvalidOperationException($"PostgreSQL's port is taken:\n{log}");

    /// <summary>The workers of a server that was killed have not noticed yet.</summary>
    private sealed class PredecessorAliveException(string log) : InvalidOperationException($"PostgreSQL's predecessor is alive:\n{log}");
}
