using System.Data.Common;

namespace ClientForge.Billing.Api.Idempotency;

/// <summary>Renews a lease in the background until it is disposed. A renewal that fails is made up for by the next one.</summary>
internal sealed class Renewal : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task _loop;

    private Renewal(TimeSpan interval, Func<CancellationToken, Task> renew) => _loop = RunAsync(interval, renew, _end.Token);

    public static Renewal Start(TimeSpan interval, Func<CancellationToken, Task> renew) => new(interval, renew);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop;
        _end.Dispose();
    }

    private static async Task RunAsync(TimeSpan interval, Func<CancellationToken, Task> renew, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(interval, cancellationToken);
                await renew(cancellationToken);
            }
            catch (Exception e) when (e is OperationCanceledException or DbException)
            {
                // Ended, or tried again after the interval.
            }
        }
    }
}
