using System.Collections.Concurrent;
using ClientForge.Billing.Api.Observability;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Jobs;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.Jobs;

namespace ClientForge.Billing.Api.Jobs;

/// <summary>Runs recurring jobs by name, for the scheduler, the ops routes, hints and the development clock.</summary>
/// <remarks>Runs are dated in real time, as the scheduler is, wherever the engine's clock stands.</remarks>
public sealed partial class JobService(
    IEnumerable<IRecurringJob> jobs, Database database, JobRepository runs, JobMetrics metrics, ILogger<JobService> logger)
{
    private const int MaxErrorLength = 4_000;
    private const string Failed = "failed";
    private static readonly TimeProvider RealTime = TimeProvider.System;
    private static readonly string Server = $"{Environment.MachineName}:{Environment.ProcessId}";

    private readonly Dictionary<string, IRecurringJob> _jobs = jobs.ToDictionary(job => job.Name);

    // One run of a job at a time in this process: a second one would only fight the first for the same rows.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new();

    public IReadOnlyCollection<IRecurringJob> All => _jobs.Values;

    /// <exception cref="BillingException">404 <c>job_not_found</c>.</exception>
    public IRecurringJob Get(string name) =>
        _jobs.GetValueOrDefault(name) ?? throw BillingException.NotFound("job_not_found", "There is no such job.");

    /// <summary>A tick of the scheduler. It happens once, whichever replica it comes to, and is skipped while the job is paused.</summary>
    /// <returns>Null when the tick has its run already.</returns>
    public async Task<JobRunRow?> RunTickAsync(string name, DateTimeOffset scheduledFor, CancellationToken cancellationToken)
    {
        if (!_jobs.TryGetValue(name, out var job))
        {
            Log.Unknown(logger, name);
            return null;
        }

        var run = NewRun(name, "schedule", scheduledFor);
        var (isNew, isPaused) = await database.AsSystemAsync(
            async work =>
            {
                await runs.FailAbandonedAsync(work, name, run.StartedAt);
                var paused = await runs.IsPausedAsync(work, name);
                var tick = paused ? run with { FinishedAt = run.StartedAt, Outcome = "skipped", Summary = "paused" } : run;
                return (await runs.AddRunAsync(work, tick), paused);
            },
            cancellationToken);
        if (!isNew)
            return null;
        return isPaused ? run : await RunRecordedAsync(job, run, cancellationToken);
    }

    /// <summary>Runs a job now because a person wants it, paused or not.</summary>
    /// <exception cref="BillingException">404 <c>job_not_found</c>.</exception>
    public async Task<JobRunRow> TriggerAsync(string name, CancellationToken cancellationToken)
    {
        var job = Get(name);
        var run = NewRun(name, "ops", RealTime.GetUtcNow());
        await database.AsSystemAsync(work => runs.AddRunAsync(work, run), cancellationToken);
        return await RunRecordedAsync(job, run, cancellationToken);
    }

    /// <summary>
    /// Runs a job because something is known to be due. Only a run that did something of note is written down: nobody
    /// waited for this one to happen.
    /// </summary>
    /// <param name="name">Of the job; an unknown one is nobody's hint.</param>
    /// <param name="trigger">The run's trigger where it is written down.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>Null when the job is paused, or failed.</returns>
    public async Task<JobReport?> WakeAsync(string name, string trigger, CancellationToken cancellationToken)
    {
        if (!_jobs.TryGetValue(name, out var job) || await database.AsSystemAsync(work => runs.IsPausedAsync(work, name), cancellationToken))
            return null;

        var (report, run) = await RunAsync(job, NewRun(name, trigger, RealTime.GetUtcNow()), cancellationToken);
        if (report != JobReport.Nothing || run.Outcome == Failed)
            await database.AsSystemAsync(work => runs.AddRunAsync(work, run), CancellationToken.None);
        return run.Outcome == Failed ? null : report;
    }

    private async Task<JobRunRow> RunRecordedAsync(IRecurringJob job, JobRunRow run, CancellationToken cancellationToken)
    {
        var (_, finished) = await RunAsync(job, run, cancellationToken);
        // Also when the process is ending: a run that is never finished in the table looks as if it hung.
        await database.AsSystemAsync(work => runs.FinishRunAsync(work, finished), CancellationToken.None);
        return finished;
    }

    private async Task<(JobReport Report, JobRunRow Run)> RunAsync(IRecurringJob job, JobRunRow run, CancellationToken cancellationToken)
    {
        var gate = _gates.GetOrAdd(job.Name, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancellationToken);
        var started = RealTime.GetTimestamp();
        var (report, outcome, error) = (JobReport.Nothing, "succeeded", (string?)null);
        try
        {
            report = await job.RunAsync(cancellationToken);
        }
        catch (Exception e)
        {
            // Whatever a job throws belongs into its history; the next tick tries again.
            Log.Failed(logger, job.Name, e);
            outcome = Failed;
            error = Redactor.Scrub(e.ToString());
        }
        finally
        {
            gate.Release();
        }

        metrics.Record(job.Name, outcome, RealTime.GetElapsedTime(started));
        return (report, run with
        {
            FinishedAt = RealTime.GetUtcNow(),
            Outcome = outcome,
            Summary = error is null ? report.ToString() : null,
            Error = error is { Length: > MaxErrorLength } ? error[..MaxErrorLength] : error,
        });
    }

    private static JobRunRow NewRun(string job, string trigger, DateTimeOffset scheduledFor) => new()
    {
        Job = job,
        ScheduledFor = scheduledFor,
        StartedAt = RealTime.GetUtcNow(),
        Server = Server,
        Trigger = trigger,
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The job {Job} failed")]
        public static partial void Failed(ILogger logger, string job, Exception exception);

        [LoggerMessage(LogLevel.Warning, "A tick came for {Job}, which this build does not have")]
        public static partial void Unknown(ILogger logger, string job);
    }
}
