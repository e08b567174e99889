using System.Diagnostics;
using System.Globalization;
using ClientForge.Billing.DevHost.Processes;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.IntegrationTests.Story;

namespace ClientForge.Billing.IntegrationTests.DevHost;

/// <summary>The development host as <c>./run.sh</c> starts it, on free ports and a data folder of its own.</summary>
public sealed class DevHostProcess : IAsyncDisposable
{
    private const string LastLine = "Ctrl-C stops everything.";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process process;
    private readonly List<string> lines = [];

    private DevHostProcess(Process process) => this.process = process;

    public int ExitCode => process.ExitCode;

    public string Output => string.Join('\n', lines);

    public Uri Api => new(Value("API "));

    public Stage Stage => new(Api, new Uri(Value("Stripe ")), new Uri(Value("Mail ")));

    /// <summary>Starts the host and returns when it has printed where everything is.</summary>
    public static Task<DevHostProcess> StartAsync(string dataFolder, CancellationToken cancellation) => StartAsync(dataFolder, [], cancellation);

    /// <inheritdoc cref="StartAsync(string, CancellationToken)"/>
    public static async Task<DevHostProcess> StartAsync(string dataFolder, Dictionary<string, string> environment, CancellationToken cancellation)
    {
        var host = Launch(dataFolder, environment);
        await host.ReadToBannerAsync(cancellation).WaitAsync(Patience, cancellation);
        return host;
    }

    /// <summary>Starts the host and returns when it has ended.</summary>
    public static async Task<DevHostProcess> RunAsync(
        string dataFolder, Dictionary<string, string> environment, CancellationToken cancellation)
    {
        var host = Launch(dataFolder, environment);
        host.lines.Add(await host.process.StandardError.ReadToEndAsync(cancellation));
        await host.process.WaitForExitAsync(cancellation);
        return host;
    }

    /// <summary>What stands behind a word of the banner.</summary>
    public string Value(string name)
    {
        var line = lines.First(line => line.TrimStart().StartsWith(name, StringComparison.Ordinal));
        return line.TrimStart()[name.Length..].Trim();
    }

    /// <summary>The process ids of the direct children whose command line holds a word.</summary>
    public IReadOnlyList<int> Children(string word = "") =>
    [
        .. Directory.GetDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && ParentOf(id) == process.Id && CommandLineOf(id).Contains(word, StringComparison.Ordinal)),
    ];

    public void Send(StopSignal signal) => Signals.Send(process.Id, signal);

    public Task WaitForExitAsync(CancellationToken cancellation) => process.WaitForExitAsync(cancellation).WaitAsync(Patience, cancellation);

    public static bool IsAlive(int processId) => CommandLineOf(processId).Length > 0;

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            Send(StopSignal.Terminate);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static DevHostProcess Launch(string dataFolder, Dictionary<string, string> environment)
    {
        // This build's sibling output: bin/{configuration}/{framework}.
        var output = AppContext.BaseDirectory[AppContext.BaseDirectory.LastIndexOf("/bin/", StringComparison.Ordinal)..];
        var start = new ProcessStartInfo("dotnet", [Repository.PathOf($"src/ClientForge.Billing.DevHost{output}ClientForge.Billing.DevHost.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var port in new[] { "BILLING_PORT", "STRIPE_SANDBOX_PORT", "MAIL_PORT" })
            start.Environment[port] = FreePort.Find().ToString(CultureInfo.InvariantCulture);
        start.Environment["BILLING_DATA_DIR"] = dataFolder;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new DevHostProcess(Process.Start(start)!);
    }

    private async Task ReadToBannerAsync(CancellationToken cancellation)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            lines.Add(line);
            if (line.Trim() == LastLine)
                return;
        }
        throw new InvalidOperationException($"The dev host ended: {await process.StandardError.ReadToEndAsync(cancellation)}");
    }

    private static int ParentOf(int processId)
    {
        // The second field, the name, may hold blanks and brackets; the parent is the second one behind it.
        var stat = ReadOrEmpty($"/proc/{processId}/stat");
        return stat.Length == 0 ? 0 : int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private static string CommandLineOf(int processId) => ReadOrEmpty($"/proc/{processId}/cmdline");

    private static string ReadOrEmpty(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
