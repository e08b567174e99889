using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;

namespace ClientForge.Billing.Benchmarks.Usage;

/// <summary>What a load came to.</summary>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="P99">Milliseconds.</param>
public sealed record LoadResult(double PerSecond, double P99);

/// <summary>Closed-loop load: every connection sends its next request when the last one is answered.</summary>
public static class Load
{
    /// <summary>Sends from so many connections at once for so long.</summary>
    /// <param name="connections">How many.</param>
    /// <param name="length">How long.</param>
    /// <param name="send">Sends one request of a connection; an answer that is no success throws.</param>
    /// <param name="pause">Between two requests of a connection, for an open rate; none when null.</param>
    public static async Task<LoadResult> RunAsync(int connections, TimeSpan length, Func<int, Task> send, TimeSpan? pause = null)
    {
        var times = new ConcurrentBag<List<long>>();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(connection => Task.Run(async () =>
        {
            var own = new List<long>();
            var next = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(started) < length)
            {
                if (pause is { } rest)
                {
                    next += (long)(rest.TotalSeconds * Stopwatch.Frequency);
                    var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), next);
                    if (wait > TimeSpan.Zero)
                        await Task.Delay(wait);
                }

                // At a rate a request is measured from when it was due, so that a stall counts for all that waited in it.
                var begun = pause is null ? Stopwatch.GetTimestamp() : next;
                await send(connection);
                own.Add(Stopwatch.GetTimestamp() - begun);
            }

            times.Add(own);
        })));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var all = times.SelectMany(list => list).Order().ToArray();
        return new LoadResult(all.Length / seconds, all.Length == 0 ? 0 : all[(int)((all.Length - 1) * 0.99)] * 1000.0 / Stopwatch.Frequency);
    }

    public static async Task PostAsync(HttpClient client, string path, byte[] body, string contentType = "application/json")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        using var answer = await client.PostAsync(path, content);
        answer.EnsureSuccessStatusCode();
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
