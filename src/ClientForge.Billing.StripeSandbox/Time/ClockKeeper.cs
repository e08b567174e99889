using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Time;

/// <summary>How far the clock is ahead of real time, in ticks, so that a restart does not lose it.</summary>
internal sealed record ClockState : StripeObject
{
    public const string TheId = "clock";

    public override string Object => "_clock";

    public required long OffsetTicks { get; init; }
}

/// <summary>Keeps the clock's offset in the store.</summary>
internal sealed class ClockKeeper(SandboxClock clock, SandboxStore store, WorkRunner runner)
{
    public void Keep() => runner.Run(clock.Now, new EventRequest(null, null), work =>
        work.Save(new ClockState { Id = ClockState.TheId, OffsetTicks = clock.Offset.Ticks }));

    /// <summary>Sets the clock to what was kept.</summary>
    public void Restore()
    {
        if (store.Table<ClockState>().Find(ClockState.TheId) is { } kept)
            clock.Restore(TimeSpan.FromTicks(kept.OffsetTicks));
    }
}
