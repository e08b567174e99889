using Quartz;

namespace ClientForge.Billing.Api.Jobs;

/// <summary>The only job that the scheduler knows: it wakes the recurring job of its own name.</summary>
[DisallowConcurrentExecution]
public sealed class RecurringJobTick(JobService jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await jobs.RunTickAsync(context.JobDetail.Key.Name, context.ScheduledFireTimeUtc ?? context.FireTimeUtc, cancellationToken);
}
