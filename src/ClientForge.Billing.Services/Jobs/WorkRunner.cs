using ClientForge.Billing.Data;
using ClientForge.Billing.Data.WorkItems;
using Microsoft.Extensions.Logging;

namespace ClientForge.Billing.Services.Jobs;

/// <summary>Claims due work items of some kinds and hands each to its handler; a failed one is tried again later.</summary>
public sealed partial class WorkRunner(
    Database database,
    WorkItemRepository items,
    IEnumerable<IWorkHandler> handlers,
    TimeProvider time,
    ILogger<WorkRunner> logger)
{
    private const int MaxAttempts = 8;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, IWorkHandler> _handlers = handlers.ToDictionary(handler => handler.Kind);

    /// <summary>Runs everything due whose kind begins with <paramref name="kindPrefix"/>, so many at once.</summary>
    public async Task<JobReport> RunDueAsync(string kindPrefix, int concurrency, CancellationToken cancellationToken)
    {
        int done = 0, failed = 0;
        while (true)
        {
            // No more are claimed than start at once: a lease must not run out in a queue.
            var claimed = await database.AsSystemAsync(
                work => items.ClaimDueAsync(work, kindPrefix, LeaseOwner.Current, Lease, time.GetUtcNow(), concurrency), cancellationToken);
            if (claimed.Count == 0)
                return new JobReport(done, failed);
            var outcomes = await Task.WhenAll(claimed.Select(item => RunAsync(item, cancellationToken)));
            done += outcomes.Count(succeeded => succeeded);
            failed += outcomes.Count(succeeded => !succeeded);
        }
    }

    private async Task<bool> RunAsync(WorkItem item, CancellationToken cancellationToken)
    {
        try
        {
            await _handlers[item.Kind].HandleAsync(item, cancellationToken);
            await database.AsSystemAsync(work => items.FinishAsync(work, item, time.GetUtcNow()), cancellationToken);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, e, item.Kind, item.Key, item.TenantId, item.Attempts);
            var now = time.GetUtcNow();
            DateTimeOffset? nextAt = item.Attempts < MaxAttempts ? Backoff.Next(item.Attempts, now) : null;
            await database.AsSystemAsync(work => items.FailAsync(work, item, e.Message, nextAt, now), CancellationToken.None);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Work item {Kind} {Key} of tenant {TenantId} failed at attempt {Attempt}")]
        public static partial void Failed(ILogger logger, Exception exception, string kind, string key, Guid? tenantId, int attempt);
    }
}
