using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Webhooks;
using ClientForge.Billing.Services.Jobs;

namespace ClientForge.Billing.Services.Webhooks;

/// <summary>Reads dirty objects again and writes their projections.</summary>
internal sealed class WebhookApplyJob(Database database, ObjectSyncRepository objects, ObjectSync sync) : IRecurringJob
{
    public const string JobName = "webhook-apply";

    private const int Concurrency = 8;

    public string Name => JobName;

    public string Description => "Reads the objects that events were about again and applies what changed.";

    public string Schedule => "0/5 * * * * ?";

    public Task<JobReport> RunAsync(CancellationToken cancellationToken) => sync.ApplyDueAsync(Concurrency, cancellationToken);

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) =>
        database.AsSystemAsync(objects.NextDueAsync, cancellationToken);
}
