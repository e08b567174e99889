using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Jobs;
using ClientForge.Billing.Services.Audit;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Api.Jobs;

/// <summary>A job as operators see it. Times are real ones.</summary>
public sealed record JobView
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>Quartz cron expression with seconds, UTC.</summary>
    public required string Schedule { get; init; }

    /// <summary>Null while it is paused.</summary>
    public required DateTimeOffset? NextRunAt { get; init; }

    public required bool Paused { get; init; }

    /// <summary>Why it is paused, or was resumed; null when nobody ever did either.</summary>
    public string? Reason { get; init; }

    public string? ChangedBy { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<JobRunRow> NewestRuns { get; init; }
}

/// <summary>Jobs in the hands of operators: seen, triggered, paused, resumed; each step is audited with its reason.</summary>
public sealed class JobControl(JobService jobs, Database database, JobRepository runs, AuditTrail audit)
{
    private static readonly TimeProvider RealTime = TimeProvider.System;

    /// <summary>All jobs by name, each with its newest runs.</summary>
    public async Task<IReadOnlyList<JobView>> ListAsync(int runsPerJob, CancellationToken cancellationToken)
    {
        string[] names = [.. jobs.All.Select(job => job.Name).Order(StringComparer.Ordinal)];
        var (settings, newest) = await database.AsSystemAsync(
            async work => (await runs.ListSettingsAsync(work), await runs.ListNewestRunsAsync(work, names, runsPerJob)), cancellationToken);
        var byJob = newest.ToLookup(run => run.Job);
        return [.. names.Select(name => View(name, settings.FirstOrDefault(setting => setting.Job == name), [.. byJob[name]]))];
    }

    /// <exception cref="BillingException">404 <c>job_not_found</c>.</exception>
    public async Task<JobView> GetAsync(string name, int newestRuns, CancellationToken cancellationToken)
    {
        jobs.Get(name);
        return (await ListAsync(newestRuns, cancellationToken)).Single(view => view.Name == name);
    }

    /// <summary>The job's runs, newest first, of ticks before <paramref name="before"/>.</summary>
    /// <exception cref="BillingException">404 <c>job_not_found</c>.</exception>
    public Task<IReadOnlyList<JobRunRow>> ListRunsAsync(string name, DateTimeOffset? before, int limit, CancellationToken cancellationToken)
    {
        jobs.Get(name);
        return database.AsSystemAsync(work => runs.ListRunsAsync(work, name, before, limit), cancellationToken);
    }

    /// <summary>Runs a job now, paused or not, and answers how it went.</summary>
    /// <exception cref="BillingException">404 <c>job_not_found</c>.</exception>
    public async Task<JobRunRow> TriggerAsync(string name, string reason, string actor, CancellationToken cancellationToken)
    {
        jobs.Get(name);
        await database.AsSystemAsync(work => AuditAsync(work, name, "job.triggered", null, null, reason, actor), cancellationToken);
        return await jobs.TriggerAsync(name, cancellationToken);
    }

    /// <summary>Pauses a job on every replica, or lets it run again.</summary>
    /// <exception cref="BillingException">404 <c>job_not_found</c>.</exception>
    public async Task<JobView> SetPausedAsync(string name, bool paused, string reason, string actor, CancellationToken cancellationToken)
    {
        jobs.Get(name);
        await database.AsSystemAsync(
            async work =>
            {
                var wasPaused = await runs.IsPausedAsync(work, name);
                await runs.SetAsync(work, new JobSettingRow { Job = name, Paused = paused, Reason = reason, ChangedBy = actor, ChangedAt = RealTime.GetUtcNow() });
                await AuditAsync(work, name, paused ? "job.paused" : "job.resumed", new { paused = wasPaused }, new { paused }, reason, actor);
            },
            cancellationToken);
        return await GetAsync(name, 1, cancellationToken);
    }

    private JobView View(string name, JobSettingRow? setting, IReadOnlyList<JobRunRow> newest)
    {
        var job = jobs.Get(name);
        var paused = setting?.Paused ?? false;
        return new JobView
        {
            Name = name,
            Description = job.Description,
            Schedule = job.Schedule,
            NextRunAt = paused ? null : ClusterNodes.NextFireAt(job.Schedule, RealTime.GetUtcNow()),
            Paused = paused,
            Reason = setting?.Reason,
            ChangedBy = setting?.ChangedBy,
            NewestRuns = newest,
        };
    }

    private Task AuditAsync(Work work, string name, string action, object? before, object? after, string reason, string actor) => audit.AppendAsync(
        work,
        new AuditedChange
        {
            TenantId = null,
            Actor = actor,
            Action = action,
            ObjectType = "job",
            ObjectId = name,
            Before = before,
            After = after,
            Reason = reason,
        });
}
