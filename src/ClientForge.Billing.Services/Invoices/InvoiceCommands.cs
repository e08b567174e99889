using System.Globalization;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Invoices;
using ClientForge.Billing.Data.StripeIntents;
using ClientForge.Billing.Services.Audit;
using ClientForge.Billing.Services.StripeApi;
using ClientForge.Billing.Services.Webhooks;
using Stripe;

namespace ClientForge.Billing.Services.Invoices;

/// <summary>An order to change an invoice at Stripe.</summary>
public sealed record InvoiceOrder
{
    /// <summary>Dotted, with <c>invoice.</c> or <c>invoice_item.</c> before.</summary>
    public required string Kind { get; init; }

    /// <summary>Begins with the invoice's id, or with the operation for an invoice that does not exist yet.</summary>
    public required string NaturalKey { get; init; }

    public required string ObjectType { get; init; }

    /// <summary>Captured with the intent's id, which goes into the metadata of what is created.</summary>
    public required Func<StripeClient, Guid, Task> Call { get; init; }
}

/// <summary>Every change of an invoice by a person: one intent each, sent one after the other, then the invoice is read again.</summary>
public sealed class InvoiceCommands(
    Database database, StripeIntents intents, StripeIntentRepository stored, IntentResolver resolver, ObjectSync sync, AuditTrail audit)
{
    private const string KindPrefix = "invoice.";

    /// <summary>Refuses while an earlier change of the invoice, or a try to pay it, has no known outcome.</summary>
    /// <exception cref="Errors.BillingException">409 <c>operation_in_progress</c>.</exception>
    public Task ResolvePendingAsync(InvoiceRow invoice, CancellationToken cancellationToken) =>
        resolver.ResolvePendingAsync(invoice.TenantId, KindPrefix, $"{invoice.Id}:", cancellationToken);

    /// <summary>
    /// Whether the very command was given before: then the invoice's state, which it has changed itself, is no reason to refuse.
    /// </summary>
    public async Task<bool> IsRepeatedAsync(Guid tenantId, string action, string naturalKey, CancellationToken cancellationToken) =>
        await database.InTenantAsync(
            tenantId, work => stored.FindAsync(work, tenantId, $"{KindPrefix}{action}", naturalKey), cancellationToken) is not null;

    /// <summary>Stores the order with its audit row, and sends it.</summary>
    /// <returns>Stripe's id of what it made or changed.</returns>
    /// <exception cref="Errors.BillingException">Refused by Stripe, or without a known outcome.</exception>
    public async Task<string> RunAsync(RequestContext context, InvoiceOrder order, CancellationToken cancellationToken)
    {
        var id = intents.NewId();
        var plan = new IntentPlan
        {
            TenantId = context.TenantId,
            Id = id,
            Kind = order.Kind,
            NaturalKey = order.NaturalKey,
            ObjectType = order.ObjectType,
            Call = await StripeCall.CaptureAsync(stripe => order.Call(stripe, id)),
            Actor = context.Actor,
        };
        var intent = await database.InTenantAsync(
            context.TenantId,
            async work =>
            {
                var row = await intents.PlanAsync(work, plan);
                if (row.Id == id)
                    await audit.AppendAsync(work, Ordered(context, order));
                return row;
            },
            cancellationToken);
        return (await intents.SendAsync(intent, cancellationToken)).EnsureSucceeded();
    }

    /// <summary>Changes one invoice and reads it again.</summary>
    public async Task ActAsync(
        RequestContext context, InvoiceRow invoice, string action, Func<StripeClient, Task> call, CancellationToken cancellationToken)
    {
        await ResolvePendingAsync(invoice, cancellationToken);
        await RunAsync(
            context,
            new InvoiceOrder
            {
                Kind = $"{KindPrefix}{action}",
                NaturalKey = $"{invoice.Id}:{context.OperationKey}",
                ObjectType = MirroredTypes.Invoice,
                Call = (stripe, _) => call(stripe),
            },
            cancellationToken);
        await SyncAsync(context, invoice.StripeInvoiceId, cancellationToken);
    }

    /// <summary>Puts items on a draft, one intent each, so that a repeated order adds none twice.</summary>
    public async Task AddItemsAsync(RequestContext context, DraftTarget target, IReadOnlyList<ManualItem> items, CancellationToken cancellationToken)
    {
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            var order = new InvoiceOrder
            {
                Kind = "invoice_item.create",
                NaturalKey = string.Create(CultureInfo.InvariantCulture, $"{target.StripeInvoiceId}:{context.OperationKey}:{i}"),
                ObjectType = "invoiceitem",
                Call = (stripe, id) => stripe.V1.InvoiceItems.CreateAsync(Options(target, item, id), cancellationToken: cancellationToken),
            };
            await RunAsync(context, order, cancellationToken);
        }
    }

    public Task SyncAsync(RequestContext context, string stripeInvoiceId, CancellationToken cancellationToken) =>
        sync.SyncAsync(MirroredTypes.Invoice, stripeInvoiceId, context.TenantId, context.Actor, cancellationToken);

    private static InvoiceItemCreateOptions Options(DraftTarget target, ManualItem item, Guid id) => new()
    {
        Customer = target.StripeCustomerId,
        Invoice = target.StripeInvoiceId,
        Currency = target.Currency,
        Description = item.Description,
        Quantity = item.Quantity,
        UnitAmountDecimal = item.UnitAmount,
        TaxRates = item.Taxable && target.TaxRates.Count > 0 ? [.. target.TaxRates] : null,
        Metadata = new Dictionary<string, string> { [MetadataKeys.OperationId] = id.ToString() },
    };

    private static AuditedChange Ordered(RequestContext context, InvoiceOrder order) => new()
    {
        TenantId = context.TenantId,
        Actor = context.Actor,
        Action = $"{order.Kind}_ordered",
        ObjectType = "invoice",
        ObjectId = order.NaturalKey.Split(':')[0],
        Reason = context.Reason,
        TraceId = context.TraceId,
    };
}

/// <summary>The draft that items are put on.</summary>
public sealed record DraftTarget
{
    public required string StripeInvoiceId { get; init; }

    public required string StripeCustomerId { get; init; }

    public required string Currency { get; init; }

    /// <summary>Stripe's ids of the tax rates that taxable items carry.</summary>
    public required IReadOnlyList<string> TaxRates { get; init; }
}
