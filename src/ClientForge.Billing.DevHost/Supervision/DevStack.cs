using System.Net;
using ClientForge.Billing.DevHost.Postgres;
using ClientForge.Billing.DevHost.Processes;

namespace ClientForge.Billing.DevHost.Supervision;

/// <summary>Everything that <c>./run.sh</c> keeps running: started together as far as possible, stopped in order.</summary>
internal sealed class DevStack(DevSettings settings, DevSecrets secrets, Action<string> report) : IAsyncDisposable
{
    private const string DatabaseName = "billing";

    private readonly DevProcesses processes = new(settings, secrets);
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly List<KeptProcess> apis = [];
    private readonly List<KeptProcess> surroundings = [];
    private KeptProcess? postgres;

    public string LogFolder => processes.LogFolder;

    /// <summary>Returns when every part answers.</summary>
    /// <exception cref="InvalidOperationException">A part did not start, or its port is taken; the message says which.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        EnsurePortsAreFree();
        SetOldLogsAside();
        var database = StartPostgresAsync(cancellation);
        await Task.WhenAll([database, .. Surroundings(cancellation)]);
        var connectionString = await database;
        await Task.WhenAll(Enumerable.Range(0, settings.Replicas).Select(
            index => KeepAsync(apis, processes.Api(index, connectionString), new Uri(settings.ApiAddresses[index], "/health/ready"), cancellation)));
    }

    /// <summary>The API first, so that it ends its work with everything it needs still there; the database last.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(apis);
        await StopAsync(surroundings);
        if (postgres is not null)
            await StopAsync([postgres]);
        http.Dispose();
    }

    private IEnumerable<Task> Surroundings(CancellationToken cancellation)
    {
        yield return KeepAsync(surroundings, processes.MailCatcher(), settings.MailAddress, cancellation);
        if (settings.OwnTaxJar)
            yield return KeepAsync(surroundings, processes.TaxJar(), processes.TaxJarAddress, cancellation);
        if (settings.OwnSandbox)
            yield return StartSandboxAsync(cancellation);
    }

    private async Task<string> StartPostgresAsync(CancellationToken cancellation)
    {
        if (!settings.OwnPostgres)
            return settings.ConnectionString!;
        var cluster = await PostgresCluster.PrepareAsync(
            new PostgresClusterOptions
            {
                DataDirectory = Path.Combine(settings.DataDirectory, "postgres"),
                LogFile = Path.Combine(LogFolder, "postgres.log"),
                Password = secrets.DatabasePassword,
            },
            cancellation);
        postgres = await KeptProcess.StartAsync(cluster.StartServerAsync, _ => Task.FromResult(true), report, cancellation);
        await cluster.EnsureDatabaseAsync(DatabaseName, cancellation);
        return cluster.ConnectionString(DatabaseName);
    }

    private async Task StartSandboxAsync(CancellationToken cancellation)
    {
        await KeepAsync(surroundings, processes.Sandbox(), new Uri(settings.SandboxAddress, "/_sandbox/clock"), cancellation);
        await WebhookRegistration.EnsureAsync(http, settings.SandboxAddress, settings.ApiAddresses[0], secrets.StripeKey, cancellation);
    }

    private async Task KeepAsync(List<KeptProcess> kept, ChildCommand command, Uri probe, CancellationToken cancellation)
    {
        var process = await KeptProcess.StartAsync(
            _ => ChildProcess.StartAsync(command), token => IsReadyAsync(probe, token), report, cancellation);
        lock (kept)
            kept.Add(process);
    }

    private void EnsurePortsAreFree()
    {
        IEnumerable<(int Port, string Setting)> wanted =
        [
            .. settings.ApiAddresses.Select(address => (address.Port, "BILLING_PORT")), (settings.MailPort, "MAIL_PORT"),
            .. settings.OwnSandbox ? [(settings.SandboxPort, "STRIPE_SANDBOX_PORT")] : Array.Empty<(int, string)>(),
        ];
        foreach (var (port, setting) in wanted)
        {
            // A foreign program there would answer the probes in the child's stead.
            if (!FreePort.IsFree(port))
                throw new InvalidOperationException($"Port {port} is taken. Set {setting} to a free one.");
        }
    }

    private async Task<bool> IsReadyAsync(Uri probe, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(probe, cancellation);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void SetOldLogsAside()
    {
        var previous = $"{LogFolder}.previous";
        if (!Directory.Exists(LogFolder))
            return;
        if (Directory.Exists(previous))
            Directory.Delete(previous, recursive: true);
        Directory.Move(LogFolder, previous);
    }

    private static async Task StopAsync(IReadOnlyCollection<KeptProcess> kept)
    {
        await Task.WhenAll(kept.Select(process => process.StopAsync()));
        foreach (var process in kept)
            process.Dispose();
    }
}
