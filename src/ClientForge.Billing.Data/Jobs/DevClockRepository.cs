namespace ClientForge.Billing.Data.Jobs;

/// <summary>How far the engine's clock stands ahead of real time, in development (system role).</summary>
public sealed class DevClockRepository
{
    public async Task<decimal> OffsetSecondsAsync(Work work) =>
        await work.QueryFirstAsync<decimal?>("select offset_seconds from dev_clock") ?? 0m;

    /// <summary>Moves the clock ahead; it never goes back.</summary>
    /// <returns>The offset that stands now, in seconds.</returns>
    public Task<decimal> RaiseOffsetAsync(Work work, decimal offsetSeconds) => work.QuerySingleAsync<decimal>(
        """
        insert into dev_clock (only_row, offset_seconds) values (true, @offsetSeconds)
        on conflict (only_row) do update set offset_seconds = greatest(dev_clock.offset_seconds, excluded.offset_seconds)
        returning offset_seconds
        """,
        new { offsetSeconds });

    /// <summary>What the clock must wait for before it goes on: the leases under which due work is being done, by any process (system role).</summary>
    public Task<IReadOnlyList<LeaseRow>> ListLeasesAsync(Work work, DateTimeOffset now) => work.QueryAsync<LeaseRow>(
        """
        select fencing_token, lease_owner as owner from work_items where state = 'waiting' and due_at <= @now and lease_until >= clock_timestamp()
        union all
        select fencing_token, lease_owner from outbox_messages where state = 'waiting' and available_at <= @now and lease_until >= clock_timestamp()
        union all
        select fencing_token, lease_owner from stripe_object_sync where next_at <= @now and lease_until >= clock_timestamp()
        union all
        select fencing_token, lease_owner from stripe_intents where next_attempt_at <= @now and lease_until >= clock_timestamp()
        """,
        new { now });

    /// <summary>Ends the leases of an owner that has died, before they run out (system role).</summary>
    public Task ReleaseLeasesAsync(Work work, string owner) => work.ExecuteAsync(
        """
        update work_items set lease_owner = null, lease_until = null where lease_owner = @owner;
        update outbox_messages set lease_owner = null, lease_until = null where lease_owner = @owner;
        update stripe_object_sync set lease_owner = null, lease_until = null where lease_owner = @owner;
        update stripe_intents set lease_owner = null, lease_until = null where lease_owner = @owner;
        """,
        new { owner });
}

/// <summary>A lease that has not run out.</summary>
public sealed record LeaseRow
{
    public required long FencingToken { get; init; }

    public required string Owner { get; init; }
}
