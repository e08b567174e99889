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
}
