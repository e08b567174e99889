using Npgsql;

namespace ClientForge.Billing.Data.RateLimits;

/// <summary>Whether requests were let through a bucket.</summary>
public sealed record RateLimitDecision
{
    public required bool Admitted { get; init; }

    /// <summary>Requests that would be let through right now, fractions included.</summary>
    public required double Tokens { get; init; }
}

/// <summary>Token buckets shared by all replicas. Time is the database's, never the engine's.</summary>
public sealed class RateLimitRepository(Database database)
{
    /// <summary>
    /// Takes all of so many tokens or none, in one statement: no two requests are counted as one, on however many replicas they arrive.
    /// </summary>
    public async Task<RateLimitDecision> TakeAsync(string bucket, int capacity, double tokensPerSecond, int tokens, CancellationToken cancellationToken) =>
        await database.TouchOneAsync<RateLimitDecision>(
            """
            with taken as (
                insert into rate_limit_buckets as b (bucket, tokens, updated_at)
                values (@bucket, @capacity - @tokens, clock_timestamp())
                on conflict (bucket) do update
                set tokens = least(@capacity, b.tokens + @tokensPerSecond * greatest(0, extract(epoch from clock_timestamp() - b.updated_at)::float8)) - @tokens,
                    updated_at = greatest(b.updated_at, clock_timestamp())
                where least(@capacity, b.tokens + @tokensPerSecond * greatest(0, extract(epoch from clock_timestamp() - b.updated_at)::float8)) >= @tokens
                returning tokens
            )
            select true as admitted, tokens from taken
            union all
            -- The row as it was when the statement began may show tokens that others have taken since.
            select false, least(@tokens - 0.001, tokens + @tokensPerSecond * greatest(0, extract(epoch from clock_timestamp() - updated_at)::float8))
            from rate_limit_buckets where bucket = @bucket and not exists (select from taken)
            """,
            [
                new NpgsqlParameter<string>("bucket", bucket),
                new NpgsqlParameter<double>("capacity", capacity),
                new NpgsqlParameter<double>("tokensPerSecond", tokensPerSecond),
                new NpgsqlParameter<double>("tokens", tokens),
            ],
            cancellationToken)
        // Others made the bucket and emptied it after this statement had begun.
        ?? new RateLimitDecision { Admitted = false, Tokens = 0 };
}
