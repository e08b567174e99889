using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Reconciliation;
using ClientForge.Billing.Services.Jobs;

namespace ClientForge.Billing.Services.Reconciliation;

/// <summary>Removes what is past its retention; never what is unresolved.</summary>
internal sealed class HousekeepingJob(Database database, RetentionRepository retention, TimeProvider time) : IRecurringJob
{
    private const int BatchSize = 1000;
    private static readonly TimeSpan JobRuns = TimeSpan.FromDays(30);
    private static readonly TimeSpan Queues = TimeSpan.FromDays(90);

    // Stripe itself lists events for 30 days; until then a body helps to explain what came.
    private static readonly TimeSpan EventBodies = TimeSpan.FromDays(30);
    // An expired one is still answered with the price as it is now.
    private static readonly TimeSpan Previews = TimeSpan.FromDays(1);
    private static readonly TimeSpan Findings = TimeSpan.FromDays(395);

    public string Name => "housekeeping";

    public string Description => "Removes expired answers, old job runs, sent mails and finished work past their retention.";

    public string Schedule => "30 17 3 * * ?";

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        Func<Work, Task<int>>[] removals =
        [
            work => retention.RemoveIdempotencyAsync(work, now, BatchSize),
            work => retention.RemoveJobRunsAsync(work, now - JobRuns, BatchSize),
            work => retention.RemoveOutboxAsync(work, now - Queues, BatchSize),
            work => retention.RemoveWorkItemsAsync(work, now - Queues, BatchSize),
            work => retention.RemovePreviewsAsync(work, now - Previews, BatchSize),
            work => retention.TrimInboxAsync(work, now - EventBodies, BatchSize),
            work => retention.RemoveFindingsAsync(work, now - Findings, BatchSize),
        ];
        var removed = 0;
        foreach (var removal in removals)
            removed += await DrainAsync(removal, cancellationToken);
        return new JobReport(removed);
    }

    // Nothing waits for it; the development clock does not stop for it.
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => Task.FromResult<DateTimeOffset?>(null);

    private async Task<int> DrainAsync(Func<Work, Task<int>> removal, CancellationToken cancellationToken)
    {
        var removed = 0;
        while (true)
        {
            var batch = await database.AsSystemAsync(removal, cancellationToken);
            removed += batch;
            if (batch < BatchSize)
                return removed;
        }
    }
}
