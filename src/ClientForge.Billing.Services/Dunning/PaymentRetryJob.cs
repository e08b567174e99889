using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.Data.WorkItems;
using ClientForge.Billing.Services.Jobs;

namespace ClientForge.Billing.Services.Dunning;

/// <summary>Makes the steps of dunning that are due, and ends tries whose outcome became known after their sender had gone.</summary>
internal sealed class PaymentRetryJob(
    Database database,
    WorkItemRepository items,
    PaymentRetryRepository tries,
    InvoicePayments payments,
    WorkRunner runner,
    TimeProvider time) : IRecurringJob
{
    private const string KindPrefix = "dunning.";
    private const int Concurrency = 3;

    public string Name => "payment-retry";

    public string Description => "Tries failed invoices again on schedule, writes to their payers, suspends the accounts of those who do not pay.";

    public string Schedule => "10 * * * * ?";

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken)
    {
        var report = await runner.RunDueAsync(KindPrefix, Concurrency, cancellationToken);
        var unsettled = await database.AsSystemAsync(tries.ListUnsettledAsync, cancellationToken);
        foreach (var intentId in unsettled)
            await payments.SettleAsync(intentId, cancellationToken);
        return report with { Done = report.Done + unsettled.Count };
    }

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => database.AsSystemAsync(
        async work => (await tries.ListUnsettledAsync(work)).Count > 0 ? time.GetUtcNow() : await items.NextDueAsync(work, KindPrefix),
        cancellationToken);
}
