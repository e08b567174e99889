using System.Diagnostics;

namespace ClientForge.Billing.DevHost.Processes;

/// <summary>A running child that the kernel stops when this process dies, however it dies.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly ChildCommand command;
    private readonly long logStart;

    private ChildProcess(Process process, ChildCommand command, long logStart)
    {
        this.process = process;
        this.command = command;
        this.logStart = logStart;
        Id = process.Id;
        Exited = process.WaitForExitAsync();
    }

    public string Name => command.Name;

    public int Id { get; }

    /// <summary>Completes when the process has ended.</summary>
    public Task Exited { get; }

    /// <summary>Meaningful once <see cref="Exited"/> has completed; 128 + signal number for a killed process.</summary>
    public int ExitCode => process.ExitCode;

    public static async Task<ChildProcess> StartAsync(ChildCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        Directory.CreateDirectory(Path.GetDirectoryName(command.LogFile)!);
        var log = new FileInfo(command.LogFile);
        var logStart = log.Exists ? log.Length : 0;
        return new ChildProcess(await ChildLauncher.StartAsync(command), command, logStart);
    }

    /// <summary>Asks the child to stop and kills it when it has not done so in time.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        Signals.Send(Id, command.StopSignal);
        try
        {
            await Exited.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            await Exited;
        }
    }

    /// <summary>The last lines this child, not one before it, wrote to its log, without the frames of stack traces.</summary>
    public string LogTail(int lines = 20)
    {
        if (!File.Exists(command.LogFile))
            return "";
        using var reader = new StreamReader(command.LogFile);
        reader.BaseStream.Seek(logStart, SeekOrigin.Begin);
        return string.Join('\n', reader.ReadToEnd().TrimEnd().Split('\n')
            .Where(line => !line.StartsWith("   at ", StringComparison.Ordinal)).TakeLast(lines));
    }

    public async ValueTask DisposeAsync()
    {
        if (!Exited.IsCompleted)
            await StopAsync(TimeSpan.FromSeconds(10));
        process.Dispose();
    }
}
