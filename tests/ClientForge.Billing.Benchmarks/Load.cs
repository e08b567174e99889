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
    /// <param name="callers">How many.</param>
    /// <param name="length">How long.</param>
    /// <param name="send">Sends one request of a caller.</param>
    public static async Task<LoadResult> ClosedAsync(int callers, TimeSpan length, Func<int, Task> send)
    {
        var times = new List<double>[callers];
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var own = times[caller] = [];
            while (clock.Elapsed < length)
            {
                var begun = clock.Elapsed;
                await send(caller);
                own.Add((clock.Elapsed - begun).TotalMilliseconds);
            }
        })));
        return Summarize(times, clock.Elapsed);
    }

    /// <summary>
    /// So many requests a second, whatever the answers take, spread over callers with a thread each; a request is measured from the
    /// moment it was due, so that a stall counts for everybody who waited in it.
    /// </summary>
    /// <param name="callers">How many; each sends its share of the rate, one request at a time.</param>
    /// <param name="perSecond">Of all callers together.</param>
    /// <param name="length">How long.</param>
    /// <param name="send">Sends one request of a caller and keeps the thread until it is answered.</param>
    public static async Task<LoadResult> PacedAsync(int callers, int perSecond, TimeSpan length, Action<int> send)
    {
        var times = new List<double>[callers];
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Factory.StartNew(
            () =>
            {
                using var pause = new ManualResetEvent(initialState: false);
                var own = times[caller] = [];
                for (var due = TimeSpan.FromSeconds((double)caller / perSecond); due < length; due += TimeSpan.FromSeconds((double)callers / perSecond))
                {
                    // Whole milliseconds: the wait may end a little early, never late by itself.
                    if ((int)(due - clock.Elapsed).TotalMilliseconds is > 0 and var rest)
                        pause.WaitOne(rest);
                    var begun = clock.Elapsed < due ? clock.Elapsed : due;
                    send(caller);
                    own.Add((clock.Elapsed - begun).TotalMilliseconds);
                }
            },
            TaskCreationOptions.LongRunning)));
        return Summarize(times, clock.Elapsed);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static LoadResult Summarize(IEnumerable<List<double>> times, TimeSpan elapsed)
    {
        var sorted = times.SelectMany(own => own).Order().ToArray();
        return new LoadResult(sorted.Length / elapsed.TotalSeconds, sorted[sorted.Length / 2], sorted[(int)(sorted.Length * 0.99)]);
    }
}
