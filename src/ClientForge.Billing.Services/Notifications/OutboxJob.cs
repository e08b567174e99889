using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Notifications;
using ClientForge.Billing.Services.Jobs;

namespace ClientForge.Billing.Services.Notifications;

/// <summary>Sends the mails that are waiting.</summary>
internal sealed class OutboxJob(Database database, OutboxRepository outbox, OutboxDelivery delivery, TimeProvider time) : IRecurringJob
{
    private const int Concurrency = 4;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    public string Name => "outbox";

    public string Description => "Sends the mails that changes have caused.";

    public string Schedule => "0/5 * * * * ?";

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken)
    {
        int done = 0, failed = 0;
        while (true)
        {
            // No more are claimed than start at once: a lease must not run out in a queue.
            var claimed = await database.AsSystemAsync(
                work => outbox.ClaimDueAsync(work, LeaseOwner.Current, Lease, time.GetUtcNow(), Concurrency), cancellationToken);
            if (claimed.Count == 0)
                return new JobReport(done, failed);
            var outcomes = await Task.WhenAll(claimed.Select(message => delivery.DeliverAsync(message, cancellationToken)));
            done += outcomes.Count(succeeded => succeeded);
            failed += outcomes.Count(succeeded => !succeeded);
        }
    }

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) =>
        database.AsSystemAsync(outbox.NextDueAsync, cancellationToken);
}
