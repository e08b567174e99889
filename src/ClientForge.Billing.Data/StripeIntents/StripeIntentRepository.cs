namespace ClientForge.Billing.Data.StripeIntents;

/// <summary>Intents and their attempts. Leases are judged by the database's clock, due times by the engine's.</summary>
public sealed class StripeIntentRepository
{
    private const string Columns = """
        tenant_id, id, kind, natural_key, method, path, body, api_version, generation, idempotency_key, state, object_type,
        stripe_object_id, attempts, first_sent_at, next_attempt_at, fencing_token, http_status, error_type, error_code,
        decline_code, error_message, error_param, stripe_request_id, actor, created_at, updated_at
        """;

    /// <summary>Stores a new intent, or finds the one that was stored for the same tenant, kind and natural key.</summary>
    public async Task<StripeIntentRow> AddOrFindAsync(Work work, StripeIntentRow intent)
    {
        await work.ExecuteAsync(
            """
            insert into stripe_intents (tenant_id, id, kind, natural_key, method, path, body, api_version, generation, idempotency_key,
                state, object_type, next_attempt_at, actor, created_at, updated_at)
            values (@TenantId, @Id, @Kind, @NaturalKey, @Method, @Path, @Body, @ApiVersion, @Generation, @IdempotencyKey,
                @State, @ObjectType, @NextAttemptAt, @Actor, @CreatedAt, @UpdatedAt)
            on conflict do nothing
            """,
            intent);
        return await work.QuerySingleAsync<StripeIntentRow>(
            $"select {Columns} from stripe_intents where tenant_id is not distinct from @TenantId and kind = @Kind and natural_key = @NaturalKey",
            intent);
    }

    public Task<StripeIntentRow> GetAsync(Work work, Guid id) =>
        work.QuerySingleAsync<StripeIntentRow>($"select {Columns} from stripe_intents where id = @id", new { id });

    public Task<StripeIntentRow?> FindAsync(Work work, Guid tenantId, string kind, string naturalKey) =>
        work.QueryFirstAsync<StripeIntentRow>(
            $"select {Columns} from stripe_intents where tenant_id = @tenantId and kind = @kind and natural_key = @naturalKey",
            new { tenantId, kind, naturalKey });

    /// <summary>Intents of the tenant without a known outcome whose kind and natural key begin as given, oldest first.</summary>
    public Task<IReadOnlyList<StripeIntentRow>> ListUnresolvedAsync(Work work, Guid tenantId, string kindPrefix, string keyPrefix) =>
        work.QueryAsync<StripeIntentRow>(
            $"""
            select {Columns} from stripe_intents
            where tenant_id = @tenantId and next_attempt_at is not null and starts_with(kind, @kindPrefix)
              and starts_with(natural_key, @keyPrefix)
            order by created_at
            """,
            new { tenantId, kindPrefix, keyPrefix });

    /// <summary>Takes the intent's lease and writes down the attempt that is about to be sent.</summary>
    /// <returns>
    /// The intent with its new fencing token; null when it is final, when another owner holds a living lease, or when its key
    /// was first sent before <paramref name="oldestKey"/> and Stripe may have forgotten it.
    /// </returns>
    public async Task<StripeIntentRow?> BeginAttemptAsync(
        Work work, Guid id, string owner, TimeSpan lease, DateTimeOffset oldestKey, DateTimeOffset now)
    {
        var intent = await work.QueryFirstAsync<StripeIntentRow>(
            $"""
            update stripe_intents
            set state = 'sending', attempts = attempts + 1, first_sent_at = coalesce(first_sent_at, @now), updated_at = @now,
                lease_owner = @owner, lease_until = clock_timestamp() + @lease, fencing_token = nextval('fencing_token')
            where id = @id and next_attempt_at is not null and (lease_until is null or lease_until < clock_timestamp())
              and (first_sent_at is null or first_sent_at > @oldestKey)
            returning {Columns}
            """,
            new { id, owner, lease, oldestKey, now });
        if (intent is null)
            return null;

        await work.ExecuteAsync(
            """
            insert into stripe_attempts (tenant_id, intent_id, attempt, generation, outcome, started_at)
            values (@TenantId, @Id, @Attempts, @Generation, 'sent', @UpdatedAt)
            """,
            intent);
        return intent;
    }

    /// <summary>Records how the attempt ended and gives the lease back.</summary>
    /// <returns>False when the lease was lost meanwhile: nothing was written to the intent.</returns>
    public async Task<bool> EndAttemptAsync(Work work, StripeIntentRow intent, IntentAttemptResult result, DateTimeOffset now)
    {
        var parameters = new
        {
            intent.Id,
            intent.Attempts,
            intent.FencingToken,
            now,
            result.Outcome,
            result.State,
            result.NextAttemptAt,
            result.StripeObjectId,
            result.HttpStatus,
            result.StripeRequestId,
            result.Replayed,
            result.ErrorType,
            result.ErrorCode,
            result.DeclineCode,
            result.ErrorMessage,
            result.ErrorParam,
        };
        await work.ExecuteAsync(
            """
            update stripe_attempts
            set outcome = @Outcome, http_status = @HttpStatus, stripe_request_id = @StripeRequestId, replayed = @Replayed,
                error_code = @ErrorCode, finished_at = @now
            where intent_id = @Id and attempt = @Attempts
            """,
            parameters);
        return await work.ExecuteAsync(
            """
            update stripe_intents
            set state = @State, next_attempt_at = @NextAttemptAt, stripe_object_id = coalesce(@StripeObjectId, stripe_object_id),
                http_status = @HttpStatus, error_type = @ErrorType, error_code = @ErrorCode, decline_code = @DeclineCode,
                error_message = @ErrorMessage, error_param = @ErrorParam, stripe_request_id = @StripeRequestId,
                lease_owner = null, lease_until = null, updated_at = @now
            where id = @Id and fencing_token = @FencingToken and next_attempt_at is not null
            """,
            parameters) == 1;
    }

    /// <summary>Takes the intent's lease for a read-back, which sends nothing.</summary>
    /// <returns>The intent with its new fencing token; null when it is final or another owner holds a living lease.</returns>
    public Task<StripeIntentRow?> BeginReadBackAsync(Work work, Guid id, string owner, TimeSpan lease) => work.QueryFirstAsync<StripeIntentRow>(
        $"""
        update stripe_intents
        set lease_owner = @owner, lease_until = clock_timestamp() + @lease, fencing_token = nextval('fencing_token')
        where id = @id and next_attempt_at is not null and (lease_until is null or lease_until < clock_timestamp())
        returning {Columns}
        """,
        new { id, owner, lease });

    /// <summary>Records what a read-back found and gives the lease back.</summary>
    /// <param name="work">A unit of work.</param>
    /// <param name="intent">The intent as <see cref="BeginReadBackAsync"/> returned it, with what changed.</param>
    /// <param name="now">The engine's time.</param>
    /// <returns>False when the lease was lost meanwhile: nothing was written.</returns>
    public async Task<bool> EndReadBackAsync(Work work, StripeIntentRow intent, DateTimeOffset now) => await work.ExecuteAsync(
        """
        update stripe_intents
        set state = @State, next_attempt_at = @NextAttemptAt, stripe_object_id = @StripeObjectId, error_type = @ErrorType,
            error_code = @ErrorCode, decline_code = @DeclineCode, error_message = @ErrorMessage,
            lease_owner = null, lease_until = null, updated_at = @now
        where id = @Id and fencing_token = @FencingToken and next_attempt_at is not null
        """,
        new
        {
            intent.Id,
            intent.FencingToken,
            intent.State,
            intent.NextAttemptAt,
            intent.StripeObjectId,
            intent.ErrorType,
            intent.ErrorCode,
            intent.DeclineCode,
            intent.ErrorMessage,
            now,
        }) == 1;

    /// <summary>Starts a new generation under a new key, after a read-back that found no effect of the old one, and gives the lease back.</summary>
    /// <returns>False when the lease was lost meanwhile: nothing was written.</returns>
    public async Task<bool> StartGenerationAsync(Work work, StripeIntentRow intent, string idempotencyKey, DateTimeOffset now) => await work.ExecuteAsync(
        """
        update stripe_intents
        set generation = generation + 1, idempotency_key = @idempotencyKey, state = 'pending', first_sent_at = null, next_attempt_at = @now,
            lease_owner = null, lease_until = null, updated_at = @now
        where id = @Id and fencing_token = @FencingToken and next_attempt_at is not null
        """,
        new { intent.Id, intent.FencingToken, idempotencyKey, now }) == 1;

    /// <summary>
    /// Whether the last <paramref name="count"/> attempts of the present generation all got the same stored 5xx again: Stripe
    /// keeps that answer for the key's life, so the key will never tell more.
    /// </summary>
    public Task<bool> IsStuckOnReplayAsync(Work work, StripeIntentRow intent, int count) => work.QuerySingleAsync<bool>(
        """
        select count(*) = @count and coalesce(bool_and(replayed and http_status >= 500), false)
        from (
            select replayed, http_status from stripe_attempts
            where intent_id = @Id and generation = @Generation
            order by attempt desc
            limit @count
        ) newest
        """,
        new { intent.Id, intent.Generation, count });

    /// <summary>Intents that are due, oldest due first (system role).</summary>
    public Task<IReadOnlyList<StripeIntentRow>> ListDueAsync(Work work, DateTimeOffset now, int limit) => work.QueryAsync<StripeIntentRow>(
        $"""
        select {Columns} from stripe_intents
        where next_attempt_at <= @now and (lease_until is null or lease_until < clock_timestamp())
        order by next_attempt_at
        limit @limit
        """,
        new { now, limit });

    /// <summary>When the next intent becomes due, on the engine's clock; one under a living lease does not count (system role).</summary>
    public Task<DateTimeOffset?> NextDueAsync(Work work) => work.QueryFirstAsync<DateTimeOffset?>(
        """
        select next_attempt_at from stripe_intents
        where next_attempt_at is not null and (lease_until is null or lease_until < clock_timestamp())
        order by next_attempt_at
        limit 1
        """);
}
