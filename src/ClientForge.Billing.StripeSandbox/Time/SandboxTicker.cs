using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Webhooks;

namespace ClientForge.Billing.StripeSandbox.Time;

/// <summary>Runs due work as real time passes, at most a quarter of a second late, and sends events as soon as they happen.</summary>
internal sealed partial class SandboxTicker(
    TimeMachine machine, DeliveryWorker deliveries, SandboxClock clock, WorkRunner runner, TimeProvider time, ILogger<SandboxTicker> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly SemaphoreSlim _emitted = new(0, 1);

    public override void Dispose()
    {
        base.Dispose();
        _emitted.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        runner.EventsEmitted += Wake;
        await Task.WhenAll(RunWorkAsync(stoppingToken), RunDeliveriesAsync(stoppingToken));
    }

    private void Wake()
    {
        if (_emitted.CurrentCount == 0)
        {
            try
            {
                _emitted.Release();
            }
            catch (SemaphoreFullException)
            {
                // Two commits at once: one wake-up serves both.
            }
        }
    }

    private async Task RunWorkAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await WaitAsync(timer, stopping))
            await GuardAsync(() => machine.TickAsync(stopping), stopping);
    }

    private async Task RunDeliveriesAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await GuardAsync(() => deliveries.DeliverDueAsync(clock.Now, stopping), stopping);
            await GuardAsync(() => _emitted.WaitAsync(Pause, stopping), stopping);
        }
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>One failing round must not end the loop.</summary>
    private async Task GuardAsync(Func<Task> round, CancellationToken stopping)
    {
        try
        {
            await round();
        }
        catch (Exception error) when (stopping.IsCancellationRequested && error is OperationCanceledException or ObjectDisposedException)
        {
            // The sandbox stops.
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Log.RoundFailed(log, error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A round of due work failed")]
        public static partial void RoundFailed(ILogger logger, Exception error);
    }
}
