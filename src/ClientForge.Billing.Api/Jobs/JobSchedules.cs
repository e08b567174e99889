using ClientForge.Billing.Data.Jobs;
using ClientForge.Billing.Services.Jobs;
using Quartz;

namespace ClientForge.Billing.Api.Jobs;

/// <summary>
/// Writes the jobs' schedules to the scheduler's tables before it starts. A stored trigger is left alone unless its schedule
/// changed: replacing it while other nodes run would fire a tick twice or leave one out.
/// </summary>
public sealed partial class JobSchedules(
    [FromKeyedServices(JobSchedules.Group)] ISchedulerFactory schedulers,
    IEnumerable<IRecurringJob> jobs,
    SessionLocks locks,
    ILogger<JobSchedules> logger) : IHostedService
{
    public const string Group = "billing";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await using var held = await locks.TakeAsync(SessionLock.JobSchedules, cancellationToken);
        foreach (var job in jobs)
            await SyncAsync(scheduler, job, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task SyncAsync(IScheduler scheduler, IRecurringJob job, CancellationToken cancellationToken)
    {
        var key = new TriggerKey(job.Name, Group);
        var stored = await scheduler.GetTrigger(key, cancellationToken) as ICronTrigger;
        if (stored?.CronExpressionString == job.Schedule)
            return;

        var trigger = TriggerBuilder.Create()
            .WithIdentity(key)
            .ForJob(job.Name, Group)
            // Several missed ticks are made up for by one: a run does all that is due.
            .WithCronSchedule(job.Schedule, cron => cron.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
            .Build();
        if (stored is not null)
        {
            await scheduler.RescheduleJob(key, trigger, cancellationToken);
        }
        else
        {
            var detail = JobBuilder.Create<RecurringJobTick>().WithIdentity(job.Name, Group).RequestRecovery().StoreDurably().Build();
            await scheduler.AddJob(detail, new AddJobOptions { Replace = true }, cancellationToken);
            await scheduler.ScheduleJob(trigger, cancellationToken: cancellationToken);
        }

        Log.Scheduled(logger, job.Name, job.Schedule);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Scheduled {Job}: {Schedule}")]
        public static partial void Scheduled(ILogger logger, string job, string schedule);
    }
}
