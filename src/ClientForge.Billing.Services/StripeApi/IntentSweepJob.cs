using ClientForge.Billing.Data;
using ClientForge.Billing.Data.StripeIntents;
using ClientForge.Billing.Services.Jobs;

namespace ClientForge.Billing.Services.StripeApi;

/// <summary>Takes up intents that a crash, a time-out or a busy Stripe left without a known outcome.</summary>
internal sealed class IntentSweepJob(Database database, StripeIntentRepository intents, IntentResolver resolver, TimeProvider time) : IRecurringJob
{
    private const int BatchSize = 50;
    private const int Concurrency = 4;

    public string Name => "intent-sweep";

    public string Description => "Resends or reads back writes to Stripe whose outcome is not known.";

    public string Schedule => "0/15 * * * * ?";

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken)
    {
        int resolved = 0, open = 0;
        while (true)
        {
            var due = await database.AsSystemAsync(work => intents.ListDueAsync(work, time.GetUtcNow(), BatchSize), cancellationToken);
            await Parallel.ForEachAsync(
                due,
                new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken },
                async (intent, token) =>
                {
                    if ((await resolver.ResolveAsync(intent, token)).IsFinal)
                        Interlocked.Increment(ref resolved);
                    else
                        Interlocked.Increment(ref open);
                });
            if (due.Count < BatchSize)
                return new JobReport(resolved, open);
        }
    }

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) =>
        database.AsSystemAsync(intents.NextDueAsync, cancellationToken);
}
