using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Usage;
using ClientForge.Billing.Services.Jobs;
using Microsoft.Extensions.Options;

namespace ClientForge.Billing.Services.Usage;

/// <summary>
/// Makes the coming months' partitions of the raw events and detaches those past their retention. Counters and keys stay, so
/// what was billed can be read and no key counts twice.
/// </summary>
internal sealed class UsagePartitionsJob(Database database, UsageIngestRepository usage, IOptions<UsageOptions> options, TimeProvider time) : IRecurringJob
{
    private const int MonthsAhead = 2;

    public string Name => "usage-partitions";

    public string Description => "Makes the next months' partitions of usage and detaches the raw events past their retention.";

    public string Schedule => "10 37 2 * * ?";

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        for (var ahead = 0; ahead <= MonthsAhead; ahead++)
        {
            var month = now.AddMonths(ahead);
            await database.AsSystemAsync(work => usage.CreatePartitionAsync(work, month), cancellationToken);
        }

        var detached = await database.AsSystemAsync(
            work => usage.DetachPartitionsAsync(work, now.AddMonths(-options.Value.RetentionMonths)), cancellationToken);
        return new JobReport(detached.Count);
    }

    // Ingest makes a month that is missing; the development clock need not stop for it.
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => Task.FromResult<DateTimeOffset?>(null);
}
