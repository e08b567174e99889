using System.Diagnostics;
using System.Globalization;
using ClientForge.Billing.DevHost.Processes;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.IntegrationTests.Story;

namespace ClientForge.Billing.Simulation;

/// <summary>The whole product as <c>./run.sh</c> starts it: real processes under the development host, in a folder of its own.</summary>
public sealed class House : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ScratchFolder _folder;
    private readonly Process _host;

    private House(ScratchFolder folder, Process host, Stage stage)
    {
        _folder = folder;
        _host = host;
        Stage = stage;
    }

    public Stage Stage { get; }

    public static async Task<House> StartAsync(CancellationToken cancellationToken)
    {
        var folder = ScratchFolder.Create();
        int api = FreePort.Find(), sandbox = FreePort.Find(), mail = FreePort.Find();
        var start = new ProcessStartInfo("dotnet", [Repository.PathOf($"src/ClientForge.Billing.DevHost{Output()}ClientForge.Billing.DevHost.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["BILLING_DATA_DIR"] = folder.FullName,
                ["BILLING_PORT"] = api.ToString(CultureInfo.InvariantCulture),
                ["STRIPE_SANDBOX_PORT"] = sandbox.ToString(CultureInfo.InvariantCulture),
                ["MAIL_PORT"] = mail.ToString(CultureInfo.InvariantCulture),
            },
        };
        var host = Process.Start(start) ?? throw new InvalidOperationException("The development host did not start.");
        host.OutputDataReceived += (_, _) => { };
        host.BeginOutputReadLine();
        host.ErrorDataReceived += (_, _) => { };
        host.BeginErrorReadLine();
        var house = new House(folder, host, new Stage(Loopback(api), Loopback(sandbox), Loopback(mail)));
        await house.WaitUntilReadyAsync(cancellationToken);
        return house;
    }

    /// <summary>Ends the API as a crash would: no handler runs, nothing is flushed.</summary>
    /// <returns>False when no API process is running at this moment.</returns>
    public bool KillApi()
    {
        var pids = ProcessTree.Descendants(_host.Id).Where(pid => ProcessTree.CommandLine(pid).Contains("ClientForge.Billing.Api.dll", StringComparison.Ordinal)).ToArray();
        foreach (var pid in pids)
            Signals.Send(pid, StopSignal.Kill);
        return pids.Length > 0;
    }

    public async ValueTask DisposeAsync()
    {
        Signals.Send(_host.Id, StopSignal.Terminate);
        await _host.WaitForExitAsync();
        _host.Dispose();
        _folder.Dispose();
    }

    // This build's sibling output: bin/{configuration}/{framework}.
    private static string Output() => AppContext.BaseDirectory[AppContext.BaseDirectory.LastIndexOf("/bin/", StringComparison.Ordinal)..];

    private static Uri Loopback(int port) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = Stage.Api };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        while (!await IsReadyAsync(http, limit.Token))
        {
            if (_host.HasExited)
                throw new InvalidOperationException($"The development host ended with {_host.ExitCode}.");
            await Task.Delay(Pause, limit.Token);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync("/health/ready", cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
