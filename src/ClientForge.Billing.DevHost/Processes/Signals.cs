using System.Runtime.InteropServices;

namespace ClientForge.Billing.DevHost.Processes;

/// <summary>The signals a child is stopped with, by their Linux numbers.</summary>
public enum StopSignal
{
    /// <summary>SIGINT: to PostgreSQL a fast shutdown that rolls open transactions back.</summary>
    Interrupt = 2,

    /// <summary>SIGQUIT: to PostgreSQL an immediate shutdown, which recovers at the next start.</summary>
    Quit = 3,

    /// <summary>SIGKILL: no chance to clean up.</summary>
    Kill = 9,

    /// <summary>SIGTERM: a graceful stop.</summary>
    Terminate = 15,
}

public static partial class Signals
{
    /// <summary>Sends a signal; a process that is already gone is no error.</summary>
    public static void Send(int processId, StopSignal signal) => _ = Kill(processId, (int)signal);

    /// <summary>The name setpriv(1) knows the signal by.</summary>
    public static string NameOf(StopSignal signal) => signal switch
    {
        StopSignal.Interrupt => "INT",
        StopSignal.Kill => "KILL",
        StopSignal.Terminate => "TERM",
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, null),
    };

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
