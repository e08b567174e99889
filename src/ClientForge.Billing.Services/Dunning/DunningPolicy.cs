namespace ClientForge.Billing.Services.Dunning;

/// <summary>
/// When a failed invoice is tried again and when its tenant is suspended. Step 1 is the first failure; every further step
/// is a try, or only a mail where a try could not help.
/// </summary>
public sealed record DunningPolicy
{
    /// <summary>A failure that became known later than this counts from the moment it became known: nobody is suspended unwarned.</summary>
    public static readonly TimeSpan LateKnowledge = TimeSpan.FromDays(1);

    /// <summary>However late the engine runs, two of its tries stand at least this far apart.</summary>
    public static readonly TimeSpan MinimumGap = TimeSpan.FromHours(12);

    /// <summary>Tries 1, 3, 5 and 7 days after the first failure, five in all, and suspension with the last.</summary>
    public static readonly DunningPolicy Default = new()
    {
        Name = "default",
        RetryAfter = [TimeSpan.FromDays(1), TimeSpan.FromDays(3), TimeSpan.FromDays(5), TimeSpan.FromDays(7)],
        SuspendAfter = TimeSpan.FromDays(7),
    };

    /// <summary>Pinned on each case.</summary>
    public required string Name { get; init; }

    /// <summary>The waits of steps 2, 3, … counted from the first failure, ascending.</summary>
    public required IReadOnlyList<TimeSpan> RetryAfter { get; init; }

    /// <summary>Counted from the first failure.</summary>
    public required TimeSpan SuspendAfter { get; init; }

    /// <summary>All tries, the first one included.</summary>
    public int MaxAttempts => RetryAfter.Count + 1;

    /// <exception cref="ArgumentOutOfRangeException">No policy has that name.</exception>
    public static DunningPolicy Named(string name) => name == Default.Name
        ? Default
        : throw new ArgumentOutOfRangeException(nameof(name), name, "There is no dunning policy of that name.");

    /// <summary>The instant from which the schedule counts.</summary>
    /// <param name="failedAt">When the first try failed.</param>
    /// <param name="now">When that became known.</param>
    public static DateTimeOffset StartOf(DateTimeOffset failedAt, DateTimeOffset now) => now - failedAt > LateKnowledge ? now : failedAt;

    /// <summary>The wait, from the first failure, before the step after <paramref name="step"/>; null after the last one.</summary>
    public TimeSpan? WaitAfter(int step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        return step <= RetryAfter.Count ? RetryAfter[step - 1] : null;
    }

    /// <summary>When the step after <paramref name="step"/> is due; null after the last one.</summary>
    /// <param name="step">The step just made, from 1.</param>
    /// <param name="start">The instant from which the schedule counts.</param>
    /// <param name="madeAt">When that step was made; a late one pushes the next one off, so that tries never bunch.</param>
    public DateTimeOffset? NextAt(int step, DateTimeOffset start, DateTimeOffset madeAt)
    {
        if (WaitAfter(step) is not { } wait)
            return null;
        var planned = start + wait;
        return planned >= madeAt + MinimumGap ? planned : madeAt + MinimumGap;
    }

    public DateTimeOffset SuspendAt(DateTimeOffset start) => start + SuspendAfter;
}
