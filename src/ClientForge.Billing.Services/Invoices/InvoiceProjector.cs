using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Customers;
using ClientForge.Billing.Data.Invoices;
using ClientForge.Billing.Data.Webhooks;
using ClientForge.Billing.Services.StripeApi;
using ClientForge.Billing.Services.Webhooks;
using Stripe;

namespace ClientForge.Billing.Services.Invoices;

/// <summary>Reads an invoice from Stripe and says how it is written.</summary>
internal sealed class InvoiceProjector(
    InvoiceReader reader,
    Database database,
    CustomerRepository customers,
    InvoiceRepository invoices,
    ObjectSyncRepository objectSync,
    InvoiceProjection projection) : IObjectProjector
{
    public string ObjectType => MirroredTypes.Invoice;

    public async Task<IFetchedObject?> FetchAsync(string objectId, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(objectId, cancellationToken) is not { } read)
        {
            var stored = await database.AsSystemAsync(work => invoices.FindByStripeIdAsync(work, objectId), cancellationToken);
            return stored is null ? null : new Fetched(stored.TenantId, (work, context) => projection.DeleteAsync(work, objectId, context));
        }

        var tenantId = await database.AsSystemAsync(work => customers.FindTenantAsync(work, read.Invoice.CustomerId), cancellationToken);
        var subscriptionId = await SubscriptionAsync(read.Invoice, cancellationToken);
        return new Fetched(tenantId, (work, context) => projection.WriteAsync(work, read, subscriptionId, context))
        {
            SubscriptionId = subscriptionId is null ? null : read.Invoice.Parent!.SubscriptionDetails!.SubscriptionId,
        };
    }

    /// <summary>
    /// Our id of the invoice's subscription. One that is not known yet is marked, and the invoice is tried again after it; a
    /// void invoice does not wait, because a subscription whose first payment failed may never become known.
    /// </summary>
    private async Task<Guid?> SubscriptionAsync(Invoice invoice, CancellationToken cancellationToken)
    {
        if (invoice.Parent?.SubscriptionDetails?.SubscriptionId is not { } stripeId)
            return null;
        var known = await database.AsSystemAsync(work => invoices.FindSubscriptionIdAsync(work, stripeId), cancellationToken);
        if (known is not null || invoice.Status == "void")
            return known;
        await database.AsSystemAsync(
            work => objectSync.MarkDirtyAsync(work, MirroredTypes.Subscription, stripeId, tenantId: null, DateTimeOffset.UnixEpoch), cancellationToken);
        throw new InvalidOperationException($"The subscription {stripeId} of invoice {invoice.Id} is not known yet.");
    }

    private sealed record Fetched(Guid? TenantId, Func<Work, ProjectionContext, Task> Write) : IFetchedObject
    {
        public string? SubscriptionId { get; init; }

        public (string ObjectType, string ObjectId)? Companion => SubscriptionId is null ? null : (MirroredTypes.Subscription, SubscriptionId);

        public Task ProjectAsync(Work work, ProjectionContext context) => Write(work, context);
    }
}
