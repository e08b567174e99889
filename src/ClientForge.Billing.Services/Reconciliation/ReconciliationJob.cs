using ClientForge.Billing.Services.Jobs;

namespace ClientForge.Billing.Services.Reconciliation;

/// <summary>Compares every live object with Stripe once a day, a bounded number at a time.</summary>
internal sealed class ReconciliationJob(ReconciliationRun run) : IRecurringJob
{
    public string Name => "reconciliation";

    public string Description => "Reads live subscriptions, open invoices and customers again, each once a day, and files what had been missed.";

    public string Schedule => "40 2/5 * * * ?";

    public Task<JobReport> RunAsync(CancellationToken cancellationToken) => run.RunAsync(ReconciliationService.Fresh, cancellationToken);

    // What nothing hints at cannot be foreseen; the development clock does not stop for it.
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => Task.FromResult<DateTimeOffset?>(null);
}
