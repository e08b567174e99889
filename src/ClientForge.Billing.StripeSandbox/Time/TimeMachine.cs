using ClientForge.Billing.StripeSandbox.Webhooks;

namespace ClientForge.Billing.StripeSandbox.Time;

/// <summary>
/// Moves the sandbox's clock: by hand through everything that falls due on the way, in order of time, each with the clock standing at its time and
/// its events delivered before the next; and by itself as real time passes.
/// </summary>
internal sealed class TimeMachine(SandboxClock clock, Scheduler scheduler, TestClockRunner testClocks, DeliveryWorker deliveries, ClockKeeper keeper)
    : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public void Dispose() => _turn.Dispose();

    /// <summary>The earliest work of any kind on the sandbox's clock, in unix seconds.</summary>
    public long? NextDueAt() => new[] { scheduler.NextDueAt(null), deliveries.NextDueAt() }.Min();

    /// <summary>Advances to <paramref name="target"/>; a time that has passed already only runs what is due.</summary>
    public async Task AdvanceAsync(DateTimeOffset target, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            clock.Stand();
            var until = Math.Max(target.ToUnixTimeSeconds(), clock.Now);
            while (NextDueAt() is { } due && due <= until)
                await RunInstantAsync(due, cancellation);
            clock.StandAt(target);
        }
        finally
        {
            clock.Go();
            keeper.Keep();
            _turn.Release();
        }
    }

    /// <summary>Runs what has become due while time passed by itself.</summary>
    public async Task TickAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            while (scheduler.RunNext(null, clock.Now))
                cancellation.ThrowIfCancellationRequested();
            testClocks.RunAdvancing(cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Everything due at one time: the work in order, then its deliveries.</summary>
    private async Task RunInstantAsync(long due, CancellationToken cancellation)
    {
        clock.StandAt(DateTimeOffset.FromUnixTimeSeconds(due));
        while (scheduler.RunNext(null, due))
            cancellation.ThrowIfCancellationRequested();
        await deliveries.DeliverDueAsync(due, cancellation);
    }
}
