using ClientForge.Billing.StripeSandbox.Store;

namespace ClientForge.Billing.StripeSandbox.Time;

/// <summary>Does the advances that were asked for: all due work up to the target in order, then the clock is ready.</summary>
internal sealed class TestClockRunner(SandboxStore store, Scheduler scheduler, WorkRunner runner, SandboxClock clock)
{
    public void RunAdvancing(CancellationToken cancellation)
    {
        List<TestClock> advancing;
        lock (store.Gate)
            advancing = store.Table<TestClock>().NewestFirst().Where(candidate => candidate.Status == "advancing").ToList();
        foreach (var waiting in advancing)
        {
            var target = waiting.StatusDetails.Advancing!.TargetFrozenTime;
            while (scheduler.RunNext(waiting.Id, target))
                cancellation.ThrowIfCancellationRequested();
            runner.Run(clock.Now, new EventRequest(null, null), work => Finish(work, waiting.Id, target));
        }
    }

    private static bool Finish(UnitOfWork work, string id, long target)
    {
        if (work.Find<TestClock>(id) is not { } advanced)
            return false;
        var ready = work.Save(advanced with { FrozenTime = target, Status = "ready", StatusDetails = new TestClockStatusDetails(null) });
        work.Emit("test_helpers.test_clock.ready", ready);
        return true;
    }
}
