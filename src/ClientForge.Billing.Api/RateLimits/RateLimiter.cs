using System.Collections.Concurrent;
using ClientForge.Billing.Data.RateLimits;

namespace ClientForge.Billing.Api.RateLimits;

/// <summary>
/// Takes a request's token from its bucket. A replica takes a handful at a time and spends it without asking the database; what it
/// holds unspent is a twenty-fifth of the limit at most, and no token is spent twice.
/// </summary>
public sealed class RateLimiter(RateLimitRepository buckets)
{
    private const double SecondsPerMinute = 60;
    private const int HandfulsOfALimit = 25;
    private const int LargestHandful = 32;

    private readonly ConcurrentDictionary<string, Handful> _held = new();
    private readonly ConcurrentDictionary<string, Task<RateLimitDecision>> _takes = new();

    public static double PerSecond(int limit) => limit / SecondsPerMinute;

    /// <summary>
    /// Takes one token. Of requests that come at once one asks the database; the others wait for their share of what it gets, or for
    /// its refusal.
    /// </summary>
    /// <param name="bucket">Whose limit it is.</param>
    /// <param name="limit">Requests a minute, which is also what may come at once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<RateLimitDecision> TakeAsync(string bucket, int limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TrySpendHeld(bucket) is { } left)
                return new RateLimitDecision { Admitted = true, Tokens = left };
            var own = new TaskCompletionSource<RateLimitDecision>(TaskCreationOptions.RunContinuationsAsynchronously);
            var take = _takes.GetOrAdd(bucket, own.Task);
            if (take == own.Task)
                return await TakeForAllAsync(bucket, limit, own);
            if (await take.WaitAsync(cancellationToken) is { Admitted: false } refused)
                return refused;
        }
    }

    // Others wait for it, so that it does not end with its own request.
    private async Task<RateLimitDecision> TakeForAllAsync(string bucket, int limit, TaskCompletionSource<RateLimitDecision> answer)
    {
        try
        {
            var decision = await TakeHandfulAsync(bucket, limit);
            _takes.TryRemove(bucket, out _);
            answer.SetResult(decision);
            return decision;
        }
        catch (Exception e)
        {
            _takes.TryRemove(bucket, out _);
            answer.SetException(e);
            throw;
        }
    }

    private async Task<RateLimitDecision> TakeHandfulAsync(string bucket, int limit)
    {
        var tokens = Math.Clamp(limit / HandfulsOfALimit, 1, LargestHandful);
        var decision = await buckets.TakeAsync(bucket, limit, PerSecond(limit), tokens, CancellationToken.None);
        if (tokens == 1)
            return decision;
        if (!decision.Admitted)
            return await buckets.TakeAsync(bucket, limit, PerSecond(limit), tokens: 1, CancellationToken.None);
        _held.AddOrUpdate(bucket, new Handful(tokens - 1, decision.Tokens), (_, held) => new Handful(held.Left + tokens - 1, decision.Tokens));
        return decision with { Tokens = decision.Tokens + tokens - 1 };
    }

    // What is left after it, of the handful and of the bucket when the handful was taken; null when nothing is held.
    private double? TrySpendHeld(string bucket)
    {
        while (_held.TryGetValue(bucket, out var held))
        {
            var rest = held with { Left = held.Left - 1 };
            if (rest.Left > 0 ? _held.TryUpdate(bucket, rest, held) : _held.TryRemove(new(bucket, held)))
                return rest.Left + rest.Behind;
        }

        return null;
    }

    private readonly record struct Handful(int Left, double Behind);
}
