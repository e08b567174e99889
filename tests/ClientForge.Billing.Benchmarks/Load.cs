using System.Collections.Concurrent;
using System.Diagnostics;

namespace ClientForge.Billing.Benchmarks;

/// <summary>What a load was answered with.</summary>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
internal sealed record LoadResult(double PerSecond, double P50, double P99);

/// <summary>Sends requests and measures; any answer but the expected one ends the run.</summary>
internal static class Load
{
    /// <summary>So many callers, each sending its next request when the last was answered.</summary>
    public static async Task<LoadResult> ClosedAsync(int callers, TimeSpan length, Func<int, Task> send, CancellationToken cancellationToken)
    {
        var times = new ConcurrentBag<double>();
        var number = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
        {
            while (clock.Elapsed < length && !cancellationToken.IsCancellationRequested)
            {
                var begun = clock.Elapsed;
                await send(Interlocked.Increment(ref number));
                times.Add((clock.Elapsed - begun).TotalMilliseconds);
            }
        }));
        return Summarize(times, clock.Elapsed);
    }

    /// <summary>
    /// So many requests a second, whatever the answers take; each is measured from the moment it was due, so that a stall counts
    /// for everybody who waited in it.
    /// </summary>
    public static async Task<LoadResult> OpenAsync(int perSecond, TimeSpan length, Func<int, Task> send, CancellationToken cancellationToken)
    {
        var times = new ConcurrentBag<double>();
        var pending = new List<Task>();
        var total = (int)(perSecond * length.TotalSeconds);
        var clock = Stopwatch.StartNew();
        for (var sent = 0; sent < total;)
        {
            var due = Math.Min(total, (int)(clock.Elapsed.TotalSeconds * perSecond) + 1);
            for (; sent < due; sent++)
                pending.Add(SendAsync(sent, TimeSpan.FromSeconds((double)sent / perSecond)));
            await Task.Delay(1, cancellationToken);
        }

        await Task.WhenAll(pending);
        return Summarize(times, clock.Elapsed);

        async Task SendAsync(int number, TimeSpan due)
        {
            await send(number);
            times.Add((clock.Elapsed - due).TotalMilliseconds);
        }
    }

    private static LoadResult Summarize(ConcurrentBag<double> times, TimeSpan elapsed)
    {
        var sorted = times.Order().ToArray();
        return new LoadResult(sorted.Length / elapsed.TotalSeconds, sorted[sorted.Length / 2], sorted[(int)(sorted.Length * 0.99)]);
    }
}
