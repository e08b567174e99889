using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Services.Dunning;

/// <summary>Dunning as operators look at it.</summary>
public sealed class DunningOverview(Database database, DunningRepository cases, PaymentRetryRepository tries)
{
    /// <summary>Open cases of all tenants, newest failure first, after the case <paramref name="after"/>.</summary>
    public Task<IReadOnlyList<DunningPipelineRow>> ListPipelineAsync(Guid? after, int limit, CancellationToken cancellationToken) =>
        database.AsSystemAsync(work => cases.ListPipelineAsync(work, after, limit), cancellationToken);

    /// <summary>Every try to be paid for an invoice, first one first.</summary>
    /// <exception cref="BillingException">404 <c>invoice_not_found</c>.</exception>
    public Task<IReadOnlyList<PaymentRetryRow>> ListTriesAsync(Guid invoiceId, CancellationToken cancellationToken) => database.AsSystemAsync(
        async work => await cases.FindInvoiceAsync(work, invoiceId) is { } invoice
            ? await tries.ListAsync(work, invoice.TenantId, invoiceId)
            : throw BillingException.NotFound("invoice_not_found", "There is no such invoice."),
        cancellationToken);
}
