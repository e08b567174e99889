using ClientForge.Billing.Services.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientForge.Billing.Services.Plans;

/// <summary>Mirrors what the catalogue gained; does nothing as long as Stripe knows all of it.</summary>
internal sealed class PlanMirrorJob(PlanMirror mirror, TimeProvider time) : IRecurringJob
{
    public const string JobName = "plan-mirror";

    public string Name => JobName;

    public string Description => "Creates the products, prices, meters and coupons of the catalogue that Stripe does not know yet.";

    public string Schedule => "40 */5 * * * ?";

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken) =>
        await mirror.IsIncompleteAsync(cancellationToken) ? new JobReport(await mirror.RunAsync(cancellationToken)) : JobReport.Nothing;

    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) =>
        await mirror.IsIncompleteAsync(cancellationToken) ? time.GetUtcNow() : null;
}

/// <summary>Mirrors the catalogue at the start, so that the first subscriber does not wait for the job's tick.</summary>
internal sealed partial class PlanMirrorAtStart(PlanMirrorJob job, WakeUp wakeUp, ILogger<PlanMirrorAtStart> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await job.RunAsync(stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            Log.Failed(logger, e);
            wakeUp.Hint(PlanMirrorJob.JobName);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The catalogue could not be mirrored to Stripe at the start; the job goes on with it")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
