namespace ClientForge.Billing.Services.Jobs;

/// <summary>What a run did, for the job's history.</summary>
/// <param name="Done">Units of work completed.</param>
/// <param name="Failed">Units that failed and will be tried again or were given up.</param>
public sealed record JobReport(int Done, int Failed = 0)
{
    public static readonly JobReport Nothing = new(0);

    public override string ToString() => Failed == 0 ? $"{Done} done" : $"{Done} done, {Failed} failed";
}

/// <summary>
/// A job that the scheduler wakes. A run does everything that is due at the engine's time and nothing twice, however often
/// and on however many replicas it is woken: what must happen once is a row with a unique key, not a tick.
/// </summary>
public interface IRecurringJob
{
    /// <summary>kebab-case, shown in the console.</summary>
    string Name { get; }

    /// <summary>One sentence for the console.</summary>
    string Description { get; }

    /// <summary>Quartz cron expression with seconds, UTC.</summary>
    string Schedule { get; }

    Task<JobReport> RunAsync(CancellationToken cancellationToken);

    /// <summary>
    /// When the job will next find something to do, on the engine's clock; a past instant means now, null means nothing is
    /// known to be coming. The development clock stops at each of these instants.
    /// </summary>
    Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken);
}
