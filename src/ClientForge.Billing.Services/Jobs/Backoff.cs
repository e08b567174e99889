namespace ClientForge.Billing.Services.Jobs;

/// <summary>When failed work is taken up again: soon at first, then at ever longer intervals up to twelve hours.</summary>
public static class Backoff
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    /// <param name="attempts">How many tries have failed, at least one.</param>
    /// <param name="now">The engine's time.</param>
    public static DateTimeOffset Next(int attempts, DateTimeOffset now) => now + Waits[Math.Clamp(attempts - 1, 0, Waits.Length - 1)];
}
