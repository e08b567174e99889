using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Customers;
using ClientForge.Billing.Services.StripeApi;
using ClientForge.Billing.Services.Webhooks;
using Stripe;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>Reads a subscription with its discounts and its schedule, and says how it is written.</summary>
internal sealed class SubscriptionProjector(StripeClient stripe, Database database, CustomerRepository customers, SubscriptionProjection projection) : IObjectProjector
{
    private static readonly SubscriptionGetOptions Expanded = new() { Expand = ["discounts.source.coupon", "discounts.promotion_code", "schedule"] };

    public string ObjectType => MirroredTypes.Subscription;

    public async Task<IFetchedObject?> FetchAsync(string objectId, CancellationToken cancellationToken)
    {
        Subscription subscription;
        try
        {
            subscription = await stripe.V1.Subscriptions.GetAsync(objectId, Expanded, cancellationToken: cancellationToken);
        }
        catch (StripeException e) when (e.StripeError?.Code == "resource_missing")
        {
            return null;
        }

        var tenantId = subscription.Metadata?.GetValueOrDefault(MetadataKeys.TenantId) is { } named && Guid.TryParse(named, out var id)
            ? id
            : await database.AsSystemAsync(work => customers.FindTenantAsync(work, subscription.CustomerId), cancellationToken);
        return new FetchedSubscription(tenantId, subscription.LatestInvoiceId, (work, context) => projection.WriteAsync(work, subscription, context));
    }

    private sealed record FetchedSubscription(Guid? TenantId, string? LatestInvoiceId, Func<Work, ProjectionContext, Task> Write) : IFetchedObject
    {
        public (string ObjectType, string ObjectId)? Companion => LatestInvoiceId is null ? null : (MirroredTypes.Invoice, LatestInvoiceId);

        public Task ProjectAsync(Work work, ProjectionContext context) => Write(work, context);
    }
}
