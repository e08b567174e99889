using ClientForge.Billing.StripeSandbox.Time;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Store;

/// <summary>Runs units of work one after the other: commits to the journal, or undoes what a failure left.</summary>
internal sealed class WorkRunner(SandboxStore store, Journal journal, SandboxClock clock)
{
    /// <summary>Raised after a commit that emitted events, outside of the store's gate when the caller does not hold it.</summary>
    public event Action? EventsEmitted;

    /// <summary>
    /// Runs <paramref name="action"/> and commits. A <see cref="StripeError"/> that keeps its effects commits too and is thrown on; any other failure
    /// undoes everything.
    /// </summary>
    public T Run<T>(long now, EventRequest request, Func<UnitOfWork, T> action, string? testClock = null)
    {
        var emitted = false;
        try
        {
            lock (store.Gate)
            {
                var work = new UnitOfWork(store, now, request)
                {
                    RunsOnTestClock = testClock,
                    WallNow = testClock is null ? now : clock.Now,
                };
                try
                {
                    var result = action(work);
                    emitted = Commit(work);
                    return result;
                }
                catch (StripeError error) when (error.KeepsEffects)
                {
                    emitted = Commit(work);
                    throw;
                }
                catch (StripeError error) when (error.Leaves is not null)
                {
                    work.Rollback();
                    emitted = Leave(work, error.Leaves);
                    throw;
                }
                catch
                {
                    work.Rollback();
                    throw;
                }
            }
        }
        finally
        {
            if (emitted)
                EventsEmitted?.Invoke();
        }
    }

    private bool Leave(UnitOfWork failed, Action<UnitOfWork> remains)
    {
        var work = new UnitOfWork(store, failed.Now, failed.Request) { RunsOnTestClock = failed.RunsOnTestClock, WallNow = failed.WallNow };
        remains(work);
        return Commit(work);
    }

    private bool Commit(UnitOfWork work)
    {
        work.Seal();
        journal.Append(work);
        return work.Events.Count > 0;
    }
}
