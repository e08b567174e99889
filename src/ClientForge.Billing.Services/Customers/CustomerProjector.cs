using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Customers;
using ClientForge.Billing.Data.PaymentMethods;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Data.Webhooks;
using ClientForge.Billing.Services.Audit;
using ClientForge.Billing.Services.Dunning;
using ClientForge.Billing.Services.StripeApi;
using ClientForge.Billing.Services.Webhooks;
using Stripe;

namespace ClientForge.Billing.Services.Customers;

/// <summary>Reads a customer, a deleted one too, and says how it is written.</summary>
internal sealed class CustomerProjector(StripeClient stripe, Database database, CustomerRepository customers, CustomerProjection projection) : IObjectProjector
{
    private static readonly CustomerGetOptions Expanded = new() { Expand = ["tax_ids"] };

    public string ObjectType => MirroredTypes.Customer;

    public async Task<IFetchedObject?> FetchAsync(string objectId, CancellationToken cancellationToken)
    {
        Customer? customer;
        try
        {
            customer = await stripe.V1.Customers.GetAsync(objectId, Expanded, cancellationToken: cancellationToken);
        }
        catch (StripeException e) when (e.StripeError?.Code == "resource_missing")
        {
            customer = null;
        }

        // A deleted customer comes without its metadata: whose it was, our own row tells.
        var tenantId = customer?.Metadata?.GetValueOrDefault(MetadataKeys.TenantId) is { } named && Guid.TryParse(named, out var id)
            ? id
            : await database.AsSystemAsync(work => customers.FindTenantAsync(work, objectId), cancellationToken);
        return new FetchedCustomer(tenantId, (work, context) => projection.WriteAsync(work, objectId, customer, context));
    }

    private sealed record FetchedCustomer(Guid? TenantId, Func<Work, ProjectionContext, Task> Write) : IFetchedObject
    {
        public Task ProjectAsync(Work work, ProjectionContext context) => Write(work, context);
    }
}

/// <summary>Writes a customer's projection and what follows: the default payment method, dunning's extra try, the audit row.</summary>
internal sealed class CustomerProjection(
    CustomerRepository customers,
    PaymentMethodRepository paymentMethods,
    SubscriptionRepository subscriptions,
    ObjectSyncRepository objects,
    DunningCases dunning,
    AuditTrail audit)
{
    public async Task WriteAsync(Work work, string stripeCustomerId, Customer? customer, ProjectionContext context)
    {
        await work.LockTenantAsync(context.TenantId, "payment_methods");
        var before = await customers.FindByStripeAsync(work, context.TenantId, stripeCustomerId);
        if (customer is null or { Deleted: true })
        {
            if (before is { DeletedAt: null })
                await EndAsync(work, before, context);
            return;
        }

        // Somebody made a second customer for the tenant beside us: the first one stays the tenant's.
        if (before is null && await customers.FindLiveAsync(work, context.TenantId) is not null)
            return;
        var after = CustomerMapping.ToRow(customer, before, context);
        await customers.UpsertAsync(work, after);
        await paymentMethods.FollowDefaultAsync(work, context.TenantId);
        if (after.DefaultPaymentMethodId is { } chosen && chosen != before?.DefaultPaymentMethodId)
            await dunning.OnDefaultPaymentMethodChangedAsync(work, chosen, context);
        await TellAsync(work, before, after, context);
    }

    /// <summary>The customer is gone; its subscriptions and payment methods went with it and are read again.</summary>
    private async Task EndAsync(Work work, CustomerRow before, ProjectionContext context)
    {
        var after = before with { DeletedAt = context.Now, DefaultPaymentMethodId = null, UpdatedAt = context.Now };
        await customers.UpsertAsync(work, after);
        await paymentMethods.FollowDefaultAsync(work, context.TenantId);
        foreach (var id in await subscriptions.ListLiveStripeIdsAsync(work, context.TenantId, before.StripeCustomerId))
            await objects.MarkDirtyAsync(work, MirroredTypes.Subscription, id, context.TenantId, context.Now);
        foreach (var id in await paymentMethods.ListStripeIdsAsync(work, context.TenantId, before.StripeCustomerId))
            await objects.MarkDirtyAsync(work, MirroredTypes.PaymentMethod, id, context.TenantId, context.Now);
        await AppendAsync(work, "customer.deleted", before, after, context);
    }

    private Task TellAsync(Work work, CustomerRow? before, CustomerRow after, ProjectionContext context)
    {
        if (before is null)
            return AppendAsync(work, "customer.created", null, after, context);
        return CustomerMapping.Shown(before).Equals(CustomerMapping.Shown(after))
            ? Task.CompletedTask
            : AppendAsync(work, "customer.updated", before, after, context);
    }

    private Task AppendAsync(Work work, string action, CustomerRow? before, CustomerRow after, ProjectionContext context) => audit.AppendAsync(work, new AuditedChange
    {
        TenantId = context.TenantId,
        Actor = context.Actor,
        Action = action,
        ObjectType = "customer",
        ObjectId = after.Id.ToString(),
        Before = before is null ? null : CustomerMapping.Shown(before),
        After = CustomerMapping.Shown(after),
        TraceId = context.TraceId,
    });
}
