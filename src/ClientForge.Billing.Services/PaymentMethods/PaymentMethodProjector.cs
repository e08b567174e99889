using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Customers;
using ClientForge.Billing.Data.PaymentMethods;
using ClientForge.Billing.Data.WorkItems;
using ClientForge.Billing.Services.Audit;
using ClientForge.Billing.Services.StripeApi;
using ClientForge.Billing.Services.Webhooks;
using Stripe;

namespace ClientForge.Billing.Services.PaymentMethods;

/// <summary>Reads a payment method, a detached one too, and says how it is written.</summary>
internal sealed class PaymentMethodProjector(
    StripeClient stripe, Database database, CustomerRepository customers, PaymentMethodRepository paymentMethods, PaymentMethodProjection projection) : IObjectProjector
{
    public string ObjectType => MirroredTypes.PaymentMethod;

    public async Task<IFetchedObject?> FetchAsync(string objectId, CancellationToken cancellationToken)
    {
        PaymentMethod? method;
        try
        {
            method = await stripe.V1.PaymentMethods.GetAsync(objectId, cancellationToken: cancellationToken);
        }
        catch (StripeException e) when (e.StripeError?.Code == "resource_missing")
        {
            method = null;
        }

        var tenantId = await database.AsSystemAsync(
            async work => await paymentMethods.FindTenantAsync(work, objectId)
                ?? (method?.CustomerId is { } customerId ? await customers.FindTenantAsync(work, customerId) : null),
            cancellationToken);
        return new FetchedPaymentMethod(tenantId, (work, context) => projection.WriteAsync(work, objectId, method, context));
    }

    private sealed record FetchedPaymentMethod(Guid? TenantId, Func<Work, ProjectionContext, Task> Write) : IFetchedObject
    {
        public Task ProjectAsync(Work work, ProjectionContext context) => Write(work, context);
    }
}

/// <summary>Writes a payment method's projection, the notices of its expiry and the audit row.</summary>
internal sealed class PaymentMethodProjection(PaymentMethodRepository paymentMethods, WorkItemRepository workItems, CardVault vault, AuditTrail audit)
{
    public async Task WriteAsync(Work work, string stripePaymentMethodId, PaymentMethod? method, ProjectionContext context)
    {
        await work.LockTenantAsync(context.TenantId, "payment_methods");
        var before = await paymentMethods.FindByStripeAsync(work, context.TenantId, stripePaymentMethodId);
        if (method?.CustomerId is null)
        {
            if (before is not null and not { Status: "detached" })
                await DetachAsync(work, before, context);
            return;
        }

        var details = PaymentMethodMapping.Details(method);
        var after = vault.Seal(PaymentMethodMapping.ToRow(method, method.CustomerId, before, context), details);
        await paymentMethods.UpsertAsync(work, after);
        await paymentMethods.FollowDefaultAsync(work, context.TenantId);
        foreach (var (daysAhead, dueAt) in CardExpiry.NoticesAfter(details, context.Now))
            await workItems.AddAsync(work, CardExpiringNotice.Item(after, daysAhead, dueAt, context.Now));
        if (before is null)
            await TellAsync(work, "payment_method.attached", null, after, context);
        else if (before.Status == "detached" || vault.Open(before) != details)
            await TellAsync(work, "payment_method.updated", before, after, context);
    }

    private async Task DetachAsync(Work work, PaymentMethodRow before, ProjectionContext context)
    {
        var after = PaymentMethodMapping.Detached(before, context.Now);
        await paymentMethods.UpsertAsync(work, after);
        await paymentMethods.FollowDefaultAsync(work, context.TenantId);
        await workItems.CancelAsync(work, context.TenantId, CardExpiringNotice.WorkKind, CardExpiringNotice.KeyPrefix(before.Id), context.Now);
        await TellAsync(work, "payment_method.detached", before, after, context);
    }

    // Card details never come into the audit log.
    private Task TellAsync(Work work, string action, PaymentMethodRow? before, PaymentMethodRow after, ProjectionContext context) => audit.AppendAsync(work, new AuditedChange
    {
        TenantId = context.TenantId,
        Actor = context.Actor,
        Action = action,
        ObjectType = "payment_method",
        ObjectId = after.Id.ToString(),
        Before = before is null ? null : new { before.Type, before.Status },
        After = new { after.Type, after.Status },
        TraceId = context.TraceId,
    });
}
