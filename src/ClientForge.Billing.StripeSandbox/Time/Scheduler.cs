using ClientForge.Billing.StripeSandbox.Store;

namespace ClientForge.Billing.StripeSandbox.Time;

/// <summary>Runs due work, each entry in a unit of work of its own that happens at the entry's time.</summary>
internal sealed partial class Scheduler(SandboxStore store, WorkRunner runner, ILogger<Scheduler> log)
{
    private static readonly EventRequest Nobody = new(null, null);
    private readonly Dictionary<string, Action<UnitOfWork, DueEntry>> _handlers = [];

    public void Handle(string kind, Action<UnitOfWork, DueEntry> handler) => _handlers.Add(kind, handler);

    /// <summary>The earliest time something is due on a clock, in unix seconds.</summary>
    public long? NextDueAt(string? testClock)
    {
        lock (store.Gate)
            return store.Due.Earliest(testClock)?.At;
    }

    /// <summary>Runs the earliest entry that is due by <paramref name="until"/>; false when there is none.</summary>
    public bool RunNext(string? testClock, long until)
    {
        lock (store.Gate)
        {
            if (store.Due.Earliest(testClock) is not { } entry || entry.At > until)
                return false;
            try
            {
                runner.Run(entry.At, Nobody, work => Execute(work, entry), testClock);
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                // The entry would fail for ever and block everything behind it: it is dropped, loudly.
                Log.WorkFailed(log, entry.Kind, entry.Key, error);
                runner.Run(entry.At, Nobody, work => Drop(work, entry), testClock);
            }

            return true;
        }
    }

    private bool Execute(UnitOfWork work, DueEntry entry)
    {
        work.Unschedule(entry.Kind, entry.Key);
        _handlers[entry.Kind](work, entry);
        return true;
    }

    private static bool Drop(UnitOfWork work, DueEntry entry)
    {
        work.Unschedule(entry.Kind, entry.Key);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Due work {Kind} of {Key} failed and was dropped")]
        public static partial void WorkFailed(ILogger logger, string kind, string key, Exception error);
    }
}
