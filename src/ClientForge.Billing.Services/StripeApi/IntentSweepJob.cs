using ClientForge.Billing.Data;
using ClientForge.Billing.Data.StripeIntents;
using ClientForge.Billing.Services.Jobs;
using Microsoft.Extensions.Logging;

namespace ClientForge.Billing.Services.StripeApi;

/// <summary>Takes up intents that a crash, a time-out or a busy Stripe left without a known outcome.</summary>
internal sealed partial class IntentSweepJob(
    Database database,
    StripeIntentRepository intents,
    IntentResolver resolver,
    TimeProvider time,
    ILogger<IntentSweepJob> logger) : IRecurringJob
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
                    if (await ResolveAsync(intent, token))
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

    // One intent that cannot be dealt with must not hold up the others; its lease keeps it away for a while.
    private async Task<bool> ResolveAsync(StripeIntentRow intent, CancellationToken cancellationToken)
    {
        try
        {
            return (await resolver.ResolveAsync(intent, cancellationToken)).IsFinal;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, e, intent.Kind, intent.Id, intent.TenantId);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Stripe intent {Kind} {IntentId} of tenant {TenantId} could not be resolved")]
        public static partial void Failed(ILogger logger, Exception exception, string kind, Guid intentId, Guid? tenantId);
    }
}
