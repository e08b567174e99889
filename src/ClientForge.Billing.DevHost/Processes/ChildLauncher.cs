using System.Collections.Concurrent;
using System.Diagnostics;

namespace ClientForge.Billing.DevHost.Processes;

/// <summary>
/// Starts every child from one thread that lives as long as this process: the parent-death signal of Linux
/// (<c>prctl(2)</c>, PR_SET_PDEATHSIG) is bound to the <em>thread</em> that forked, and a thread of the pool may retire.
/// </summary>
internal static class ChildLauncher
{
    // The child appends to its log itself, so no output is lost when this process is killed.
    private const string AppendOutputToLog = """exec "$@" >>"$0" 2>&1 </dev/null""";

    private static readonly BlockingCollection<Action> Work = StartThread();

    public static Task<Process> StartAsync(ChildCommand command)
    {
        var completion = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                completion.SetResult(Process.Start(Describe(command))!);
            }
            catch (Exception exception)
            {
                completion.SetException(exception);
            }
        });
        return completion.Task;
    }

    private static ProcessStartInfo Describe(ChildCommand command)
    {
        // setsid: Ctrl-C in the terminal reaches this process alone, which then stops its children in order.
        string[] wrapper =
        [
            "-c", AppendOutputToLog, command.LogFile,
            "setsid", "setpriv", .. command.RunAs?.SetprivOptions ?? [], "--pdeathsig", Signals.NameOf(command.OrphanSignal),
            command.FileName, .. command.Arguments,
        ];
        var start = new ProcessStartInfo("/bin/sh", wrapper) { WorkingDirectory = command.WorkingDirectory };
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;
        return start;
    }

    private static BlockingCollection<Action> StartThread()
    {
        var work = new BlockingCollection<Action>();
        var thread = new Thread(() =>
        {
            foreach (var action in work.GetConsumingEnumerable())
                action();
        })
        { IsBackground = true, Name = "child launcher" };
        thread.Start();
        return work;
    }
}
