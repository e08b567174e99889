namespace ClientForge.Billing.Api.Dev;

/// <summary>
/// The engine's clock in development: real time plus an offset that only grows, is kept in the database and is followed by
/// every replica.
/// </summary>
public sealed class EngineClock : TimeProvider
{
    private long _offsetTicks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Volatile.Read(ref _offsetTicks));

    /// <summary>Takes over an offset that another replica or an earlier run set; a smaller one is ignored.</summary>
    public void Follow(decimal offsetSeconds)
    {
        var ticks = (long)(offsetSeconds * TimeSpan.TicksPerSecond);
        long seen;
        while ((seen = Volatile.Read(ref _offsetTicks)) < ticks && Interlocked.CompareExchange(ref _offsetTicks, ticks, seen) != seen)
        {
        }
    }

    /// <summary>The offset, in seconds and whole microseconds, with which the clock stands at <paramref name="instant"/> or just after.</summary>
    public static decimal OffsetFor(DateTimeOffset instant) =>
        Math.Ceiling((instant - System.GetUtcNow()).Ticks / 10m) / 1_000_000m;
}
