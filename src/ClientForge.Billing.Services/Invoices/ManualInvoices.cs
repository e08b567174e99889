using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Customers;
using ClientForge.Billing.Data.Invoices;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.StripeApi;
using ClientForge.Billing.Services.Tax;
using Stripe;

namespace ClientForge.Billing.Services.Invoices;

/// <summary>Invoices that a person writes: a draft at Stripe, then its items, then, if wanted, its way to finalization.</summary>
public sealed class ManualInvoices(Database database, CustomerRepository customers, TaxService tax, InvoiceCommands commands)
{
    /// <returns>Stripe's id of the invoice.</returns>
    /// <exception cref="BillingException">409 <c>customer_missing</c>; refused by Stripe, or without a known outcome.</exception>
    public async Task<string> CreateAsync(RequestContext context, ManualInvoice manual, CancellationToken cancellationToken)
    {
        var customer = await database.InTenantAsync(context.TenantId, work => customers.FindLiveAsync(work, context.TenantId), cancellationToken)
            ?? throw BillingException.Conflict("customer_missing", "The tenant has no billing customer yet.");
        var taxRates = await TaxRatesAsync(customer, manual.Items, cancellationToken);
        var create = new InvoiceOrder
        {
            Kind = "invoice.create",
            NaturalKey = $"new:{context.OperationKey}",
            ObjectType = MirroredTypes.Invoice,
            Call = (stripe, id) => stripe.V1.Invoices.CreateAsync(Options(context, customer, manual, id), cancellationToken: cancellationToken),
        };
        var stripeInvoiceId = await commands.RunAsync(context, create, cancellationToken);
        var target = new DraftTarget
        {
            StripeInvoiceId = stripeInvoiceId,
            StripeCustomerId = customer.StripeCustomerId,
            Currency = manual.Currency.Code,
            TaxRates = taxRates,
        };
        await commands.AddItemsAsync(context, target, manual.Items, cancellationToken);
        if (manual.AutoAdvance)
            await commands.RunAsync(context, Advance(context, stripeInvoiceId, cancellationToken), cancellationToken);
        await commands.SyncAsync(context, stripeInvoiceId, cancellationToken);
        return stripeInvoiceId;
    }

    /// <summary>Puts further items on a draft.</summary>
    public async Task AddItemsAsync(RequestContext context, InvoiceRow invoice, IReadOnlyList<ManualItem> items, CancellationToken cancellationToken)
    {
        var customer = await database.InTenantAsync(
                context.TenantId, work => customers.FindByStripeAsync(work, context.TenantId, invoice.StripeCustomerId), cancellationToken)
            ?? throw BillingException.Conflict("customer_missing", "The invoice's customer is gone.");
        await commands.ResolvePendingAsync(invoice, cancellationToken);
        var target = new DraftTarget
        {
            StripeInvoiceId = invoice.StripeInvoiceId,
            StripeCustomerId = invoice.StripeCustomerId,
            Currency = invoice.Currency,
            TaxRates = await TaxRatesAsync(customer, items, cancellationToken),
        };
        await commands.AddItemsAsync(context, target, items, cancellationToken);
        await commands.SyncAsync(context, invoice.StripeInvoiceId, cancellationToken);
    }

    private async Task<IReadOnlyList<string>> TaxRatesAsync(CustomerRow customer, IReadOnlyList<ManualItem> items, CancellationToken cancellationToken) =>
        items.Any(item => item.Taxable) ? await tax.StripeTaxRatesForAsync(customer, cancellationToken) : [];

    // It does not advance before its items are on it: a draft left alone by a crash would otherwise finalize without them.
    private static InvoiceCreateOptions Options(RequestContext context, CustomerRow customer, ManualInvoice manual, Guid id) => new()
    {
        Customer = customer.StripeCustomerId,
        Currency = manual.Currency.Code,
        AutoAdvance = false,
        CollectionMethod = manual.DueDays is null ? "charge_automatically" : "send_invoice",
        DaysUntilDue = manual.DueDays,
        PendingInvoiceItemsBehavior = "exclude",
        Metadata = new Dictionary<string, string>
        {
            [MetadataKeys.TenantId] = context.TenantId.ToString(),
            [MetadataKeys.OperationId] = id.ToString(),
        },
    };

    private static InvoiceOrder Advance(RequestContext context, string stripeInvoiceId, CancellationToken cancellationToken) => new()
    {
        Kind = "invoice.update",
        NaturalKey = $"{stripeInvoiceId}:{context.OperationKey}",
        ObjectType = MirroredTypes.Invoice,
        Call = (stripe, id) => stripe.V1.Invoices.UpdateAsync(
            stripeInvoiceId,
            new InvoiceUpdateOptions { AutoAdvance = true, Metadata = new Dictionary<string, string> { [MetadataKeys.OperationId] = id.ToString() } },
            cancellationToken: cancellationToken),
    };
}
