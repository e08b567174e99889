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
    /// <returns>The fencing tokens of the leases that have not run out.</returns>
    public Task<IReadOnlyList<long>> ListLeasesAsync(Work work, DateTimeOffset now) => work.QueryAsync<long>(
        """
        select fencing_token from work_items where state = 'waiting' and due_at <= @now and lease_until >= clock_timestamp()
        union all
        select fencing_token from outbox_messages where state = 'waiting' and available_at <= @now and lease_until >= clock_timestamp()
        union all
        select fencing_token from stripe_object_sync where next_at <= @now and lease_until >= clock_timestamp()
        union all
        select fencing_token from stripe_intents where next_attempt_at <= @now and lease_until >= clock_timestamp()
        """,
        new { now });
}
