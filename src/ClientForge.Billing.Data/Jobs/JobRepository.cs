namespace ClientForge.Billing.Data.Jobs;

/// <summary>One run of a recurring job. Times are real ones, also where the engine's clock stands elsewhere.</summary>
public sealed record JobRunRow
{
    public required string Job { get; init; }

    /// <summary>The tick; one run a job and tick.</summary>
    public required DateTimeOffset ScheduledFor { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary><c>succeeded</c>, <c>failed</c>, <c>skipped</c> because the job was paused, or null while it runs.</summary>
    public string? Outcome { get; init; }

    public string? Summary { get; init; }

    public string? Error { get; init; }

    public required string Server { get; init; }

    /// <summary><c>schedule</c>, <c>ops</c> or <c>clock</c>.</summary>
    public required string Trigger { get; init; }
}

/// <summary>Whether a job is paused, and who said so.</summary>
public sealed record JobSettingRow
{
    public required string Job { get; init; }

    public required bool Paused { get; init; }

    public required string Reason { get; init; }

    public required string ChangedBy { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }
}

/// <summary>Runs and pauses of recurring jobs (system role).</summary>
public sealed class JobRepository
{
    private const string RunColumns = "job, scheduled_for, started_at, finished_at, outcome, summary, error, server, trigger";

    /// <returns>False when the tick has its run already, here or on another replica.</returns>
    public async Task<bool> AddRunAsync(Work work, JobRunRow run) => await work.ExecuteAsync(
        """
        insert into job_runs (job, scheduled_for, started_at, finished_at, outcome, summary, error, server, trigger)
        values (@Job, @ScheduledFor, @StartedAt, @FinishedAt, @Outcome, @Summary, @Error, @Server, @Trigger)
        on conflict (job, scheduled_for) do nothing
        """,
        run) == 1;

    public Task<int> FinishRunAsync(Work work, JobRunRow run) => work.ExecuteAsync(
        """
        update job_runs set finished_at = @FinishedAt, outcome = @Outcome, summary = @Summary, error = @Error
        where job = @Job and scheduled_for = @ScheduledFor
        """,
        run);

    /// <summary>Ends in the table what no longer runs: a new tick comes only when the one before is over.</summary>
    public Task<int> FailAbandonedAsync(Work work, string job, DateTimeOffset now) => work.ExecuteAsync(
        """
        update job_runs set finished_at = @now, outcome = 'failed', error = 'The server ended during the run.'
        where job = @job and finished_at is null and trigger = 'schedule' and started_at < @now
        """,
        new { job, now });

    /// <summary>The job's runs before <paramref name="before"/>, newest first.</summary>
    public Task<IReadOnlyList<JobRunRow>> ListRunsAsync(Work work, string job, DateTimeOffset? before, int limit) => work.QueryAsync<JobRunRow>(
        $"""
        select {RunColumns} from job_runs
        where job = @job and scheduled_for < coalesce(@before, 'infinity'::timestamptz)
        order by scheduled_for desc limit @limit
        """,
        new { job, before, limit });

    /// <summary>The newest runs of every job, at most so many of each.</summary>
    public Task<IReadOnlyList<JobRunRow>> ListNewestRunsAsync(Work work, IReadOnlyList<string> jobs, int limitPerJob) => work.QueryAsync<JobRunRow>(
        $"""
        select r.* from unnest(@jobs) as wanted(name)
        cross join lateral (
            select {RunColumns} from job_runs where job = wanted.name order by scheduled_for desc limit @limitPerJob
        ) r
        """,
        new { jobs = jobs.ToArray(), limitPerJob });

    public Task<IReadOnlyList<JobSettingRow>> ListSettingsAsync(Work work) =>
        work.QueryAsync<JobSettingRow>("select job, paused, reason, changed_by, changed_at from job_settings");

    public async Task<bool> IsPausedAsync(Work work, string job) =>
        await work.QueryFirstAsync<bool?>("select paused from job_settings where job = @job", new { job }) ?? false;

    public Task<int> SetAsync(Work work, JobSettingRow setting) => work.ExecuteAsync(
        """
        insert into job_settings (job, paused, reason, changed_by, changed_at) values (@Job, @Paused, @Reason, @ChangedBy, @ChangedAt)
        on conflict (job) do update
        set paused = excluded.paused, reason = excluded.reason, changed_by = excluded.changed_by, changed_at = excluded.changed_at
        """,
        setting);
}
