using ClientForge.Billing.Data.WorkItems;
using ClientForge.Billing.Services.Jobs;

namespace ClientForge.Billing.Services.Dunning;

/// <summary>A step of a case's schedule has become due.</summary>
internal sealed class DunningRetryHandler(DunningService dunning) : IWorkHandler
{
    public string Kind => DunningWork.RetryKind;

    public Task HandleAsync(WorkItem item, CancellationToken cancellationToken)
    {
        var payload = item.Payload.Read<RetryPayload>();
        return dunning.RetryPaymentAsync(payload.InvoiceId, payload.Step, cancellationToken);
    }
}

/// <summary>A case's grace has run out: the account follows from that.</summary>
internal sealed class DunningSuspendHandler(DunningService dunning) : IWorkHandler
{
    public string Kind => DunningWork.SuspendKind;

    public Task HandleAsync(WorkItem item, CancellationToken cancellationToken) => dunning.RefreshAccountAsync(item.TenantId!.Value, cancellationToken);
}

/// <summary>A tenant in dunning has another default payment method.</summary>
internal sealed class DunningCardUpdateHandler(DunningService dunning) : IWorkHandler
{
    public string Kind => DunningWork.CardUpdateKind;

    public Task HandleAsync(WorkItem item, CancellationToken cancellationToken)
    {
        var payload = item.Payload.Read<CardUpdatePayload>();
        return dunning.RetryAfterCardUpdateAsync(payload.InvoiceId, payload.StripePaymentMethodId, cancellationToken);
    }
}

/// <summary>A tenant's default payment method has failed for good.</summary>
internal sealed class DunningBackupHandler(DunningService dunning) : IWorkHandler
{
    public string Kind => DunningWork.BackupKind;

    public Task HandleAsync(WorkItem item, CancellationToken cancellationToken) =>
        dunning.RetryWithBackupAsync(item.Payload.Read<BackupPayload>().InvoiceId, cancellationToken);
}
