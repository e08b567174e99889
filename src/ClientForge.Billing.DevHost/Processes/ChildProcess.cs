using System.Diagnostics;

namespace ClientForge.Billing.DevHost.Processes;

/// <summary>A running child that the kernel stops when this process dies, however it dies.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly ChildCommand command;

    private ChildProcess(Process process, ChildCommand command)
    {
        this.process = process;
        this.command = command;
        Exited = process.WaitForExitAsync();
    }

    public string Name => command.Name;

    public int Id => process.Id;

    /// <summary>Completes when the process has ended.</summary>
    public Task Exited { get; }

    /// <summary>Meaningful once <see cref="Exited"/> has completed; 128 + signal number for a killed process.</summary>
    public int ExitCode => process.ExitCode;

    public static async Task<ChildProcess> StartAsync(ChildCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        Directory.CreateDirectory(Path.GetDirectoryName(command.LogFile)!);
        return new ChildProcess(await ChildLauncher.StartAsync(command), command);
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

    /// <summary>The end of the child's log, for an error message.</summary>
    public string LogTail(int lines = 20) =>
        File.Exists(command.LogFile) ? string.Join('\n', File.ReadLines(command.LogFile).TakeLast(lines)) : "";

    public async ValueTask DisposeAsync()
    {
        if (!Exited.IsCompleted)
            await StopAsync(TimeSpan.FromSeconds(10));
        process.Dispose();
    }
}
