using ClientForge.Billing.Data;
using ClientForge.Billing.Data.WorkItems;
using ClientForge.Billing.Services.Jobs;

namespace ClientForge.Billing.Services.Invoices;

/// <summary>Brings invoices to their customers.</summary>
internal sealed class InvoiceGeneratorJob(Database database, WorkItemRepository items, WorkRunner runner) : IRecurringJob
{
    private const string KindPrefix = "invoice.";
    private const int Concurrency = 5;

    public string Name => "invoice-generator";

    public string Description => "Renders the documents of new and paid invoices and puts their mails into the outbox.";

    public string Schedule => "2/5 * * * * ?";

    public Task<JobReport> RunAsync(CancellationToken cancellationToken) => runner.RunDueAsync(KindPrefix, Concurrency, cancellationToken);

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) =>
        database.AsSystemAsync(work => items.NextDueAsync(work, KindPrefix), cancellationToken);
}
