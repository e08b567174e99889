using ClientForge.Billing.DevHost.Processes;

namespace ClientForge.Billing.DevHost.Supervision;

/// <summary>A child that is started again, within two seconds, whenever it dies before it was told to stop.</summary>
internal sealed class KeptProcess : IDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan HealthyAge = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ReadyPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ReadyInterval = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(35);

    private readonly Func<CancellationToken, Task<ChildProcess>> start;
    private readonly Action<string> report;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task keeping;

    private KeptProcess(ChildProcess first, Func<CancellationToken, Task<ChildProcess>> start, Action<string> report)
    {
        this.start = start;
        this.report = report;
        keeping = KeepAsync(first);
    }

    /// <param name="start">Starts the process; called again after each death.</param>
    /// <param name="isReady">Asked until it says yes, once, at the first start.</param>
    /// <param name="report">Takes a line for the developer.</param>
    /// <param name="cancellation">Gives the first start up.</param>
    /// <exception cref="InvalidOperationException">The process did not get ready; the message ends with its log.</exception>
    public static async Task<KeptProcess> StartAsync(
        Func<CancellationToken, Task<ChildProcess>> start,
        Func<CancellationToken, Task<bool>> isReady,
        Action<string> report,
        CancellationToken cancellation)
    {
        var first = await start(cancellation);
        try
        {
            await WaitUntilReadyAsync(first, isReady, cancellation);
            return new KeptProcess(first, start, report);
        }
        catch
        {
            await first.DisposeAsync();
            throw;
        }
    }

    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await keeping;
    }

    public void Dispose() => stopping.Dispose();

    private static async Task WaitUntilReadyAsync(
        ChildProcess child, Func<CancellationToken, Task<bool>> isReady, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await isReady(cancellation))
        {
            if (child.Exited.IsCompleted)
                throw new InvalidOperationException($"{child.Name} ended with exit code {child.ExitCode}:\n{child.LogTail()}");
            if (TimeProvider.System.GetElapsedTime(started) > ReadyPatience)
                throw new InvalidOperationException($"{child.Name} was not ready in {ReadyPatience.TotalSeconds} seconds:\n{child.LogTail()}");
            await Task.Delay(ReadyInterval, cancellation);
        }
    }

    private async Task KeepAsync(ChildProcess child)
    {
        var pause = ShortestPause;
        while (true)
        {
            var started = TimeProvider.System.GetTimestamp();
            await child.Exited.WaitAsync(stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopping.IsCancellationRequested)
                break;
            report($"{child.Name} ended with exit code {child.ExitCode}; it is started again.");
            pause = TimeProvider.System.GetElapsedTime(started) > HealthyAge ? ShortestPause : Shorter(pause * 2, LongestPause);
            await Task.Delay(pause, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            child = await RestartAsync(child);
        }
        await child.StopAsync(StopPatience);
        await child.DisposeAsync();
    }

    /// <summary>The new child; the dead one when it could not be started, so that the loop comes round again.</summary>
    private async Task<ChildProcess> RestartAsync(ChildProcess dead)
    {
        try
        {
            var child = await start(stopping.Token);
            await dead.DisposeAsync();
            return child;
        }
        catch (Exception exception) when (exception is InvalidOperationException or OperationCanceledException or IOException)
        {
            if (!stopping.IsCancellationRequested)
                report(exception.Message);
            return dead;
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
