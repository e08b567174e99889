using System.Globalization;
using ClientForge.Billing.DevHost.Processes;

namespace ClientForge.Billing.DevHost.Postgres;

/// <summary>
/// The server's <c>postmaster.pid</c>: its first line is a process id, its eighth the state
/// (<c>src/include/utils/pidfile.h</c> of PostgreSQL).
/// </summary>
internal static class PostmasterFile
{
    private const int StateLine = 7;
    private static readonly TimeSpan LeftoverPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    public static bool SaysReady(string dataDirectory, int serverId)
    {
        var lines = Read(dataDirectory);
        return ProcessIdIn(lines) == serverId && lines.Length > StateLine && lines[StateLine].Trim() == "ready";
    }

    /// <summary>
    /// Makes way for a new server: one that outlived its owner is stopped, and a file whose process id now belongs
    /// to another program, which would keep the server from starting, is removed.
    /// </summary>
    public static async Task ClearLeftoverAsync(string dataDirectory, CancellationToken cancellation)
    {
        if (ProcessIdIn(Read(dataDirectory)) is not { } leftover)
            return;
        if (IsServerOf(dataDirectory, leftover))
            await StopAsync(dataDirectory, leftover, cancellation);
        File.Delete(PathOf(dataDirectory));
    }

    private static async Task StopAsync(string dataDirectory, int leftover, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(LeftoverPatience);
        Signals.Send(leftover, StopSignal.Interrupt);
        while (IsServerOf(dataDirectory, leftover))
        {
            if (patience.IsCancellationRequested)
                Signals.Send(leftover, StopSignal.Kill);
            await Task.Delay(PollInterval, cancellation);
        }
    }

    private static bool IsServerOf(string dataDirectory, int processId)
    {
        try
        {
            var arguments = File.ReadAllText($"/proc/{processId}/cmdline").Split('\0');
            return arguments[0].EndsWith("/postgres", StringComparison.Ordinal) && arguments.Contains(dataDirectory);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string[] Read(string dataDirectory)
    {
        try
        {
            return File.ReadAllLines(PathOf(dataDirectory));
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static int? ProcessIdIn(string[] lines) =>
        lines.Length > 0 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var id) ? id : null;

    private static string PathOf(string dataDirectory) => Path.Combine(dataDirectory, "postmaster.pid");
}
