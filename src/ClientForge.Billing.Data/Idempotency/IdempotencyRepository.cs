namespace ClientForge.Billing.Data.Idempotency;

/// <summary>An answer that was given under a key.</summary>
public sealed record KeptAnswer
{
    public required int StatusCode { get; init; }

    public string? ContentType { get; init; }

    public string? Location { get; init; }

    public required byte[] Body { get; init; }
}

/// <summary>A request's claim on its key.</summary>
/// <param name="Scope">Whose key it is.</param>
/// <param name="Key">As the caller gave it.</param>
/// <param name="RequestHash">Of method, path and body.</param>
/// <param name="Lease">How long the claim holds without renewal, on the database's clock.</param>
/// <param name="Now">The engine's time.</param>
/// <param name="ExpiresAt">When the answer is forgotten, on the engine's clock.</param>
public sealed record IdempotencyClaim(string Scope, string Key, byte[] RequestHash, TimeSpan Lease, DateTimeOffset Now, DateTimeOffset ExpiresAt);

/// <summary>A key as it stands in the table.</summary>
public sealed record IdempotencyRow
{
    public required byte[] RequestHash { get; init; }

    /// <summary><c>running</c> or <c>done</c>.</summary>
    public required string State { get; init; }

    public int? StatusCode { get; init; }

    public string? ContentType { get; init; }

    public string? Location { get; init; }

    public byte[]? Body { get; init; }
}

/// <summary>The answers that a caller may ask for again (system role). Leases run on the database's clock, expiry on the engine's.</summary>
public sealed class IdempotencyRepository
{
    /// <summary>
    /// Takes the key for a new request, for one whose key has expired, or for the repetition of one whose first try ended
    /// without an answer.
    /// </summary>
    /// <returns>When the key was first used, which a repetition keeps; null when it is taken.</returns>
    public async Task<DateTimeOffset?> TryBeginAsync(Work work, IdempotencyClaim claim)
    {
        var begun = await work.QueryFirstAsync<Begun>(
            """
            insert into api_idempotency as i (scope, key, request_hash, state, lease_until, created_at, expires_at)
            values (@Scope, @Key, @RequestHash, 'running', clock_timestamp() + @Lease, @Now, @ExpiresAt)
            on conflict (scope, key) do update
            set request_hash = excluded.request_hash, state = 'running', lease_until = excluded.lease_until,
                status_code = null, content_type = null, headers = null, body = null,
                created_at = case when i.expires_at <= @Now then excluded.created_at else i.created_at end,
                expires_at = case when i.expires_at <= @Now then excluded.expires_at else i.expires_at end
            where i.expires_at <= @Now
               or (i.state = 'running' and i.lease_until < clock_timestamp() and i.request_hash = excluded.request_hash)
            returning created_at
            """,
            claim);
        return begun?.CreatedAt;
    }

    public Task<IdempotencyRow?> FindAsync(Work work, string scope, string key) => work.QueryFirstAsync<IdempotencyRow>(
        """
        select request_hash, state, status_code, content_type, headers->>'location' as location, body
        from api_idempotency where scope = @scope and key = @key
        """,
        new { scope, key });

    /// <summary>Keeps the request's hold on its key while it runs.</summary>
    public Task<int> RenewAsync(Work work, string scope, string key, TimeSpan lease) => work.ExecuteAsync(
        "update api_idempotency set lease_until = clock_timestamp() + @lease where scope = @scope and key = @key and state = 'running'",
        new { scope, key, lease });

    public Task<int> KeepAsync(Work work, string scope, string key, KeptAnswer answer) => work.ExecuteAsync(
        """
        update api_idempotency
        set state = 'done', status_code = @StatusCode, content_type = @ContentType, body = @Body,
            headers = jsonb_build_object('location', @Location::text)
        where scope = @scope and key = @key and state = 'running'
        """,
        new { scope, key, answer.StatusCode, answer.ContentType, answer.Location, answer.Body });

    /// <summary>Lets the key go without an answer: its next use runs the request again, as the same operation.</summary>
    public Task<int> ReleaseAsync(Work work, string scope, string key) => work.ExecuteAsync(
        "update api_idempotency set lease_until = '-infinity' where scope = @scope and key = @key and state = 'running'",
        new { scope, key });

    private sealed record Begun
    {
        public required DateTimeOffset CreatedAt { get; init; }
    }
}
