using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Invoices;
using ClientForge.Billing.Data.WorkItems;
using ClientForge.Billing.Services.Audit;
using ClientForge.Billing.Services.Dunning;
using ClientForge.Billing.Services.Usage;
using ClientForge.Billing.Services.Webhooks;

namespace ClientForge.Billing.Services.Invoices;

/// <summary>Writes an invoice's projection and what follows from the change: audit row, delivery, dunning.</summary>
internal sealed class InvoiceProjection(InvoiceRepository invoices, WorkItemRepository workItems, DunningCases dunning, AuditTrail audit)
{
    public async Task WriteAsync(Work work, ReadInvoice read, Guid? subscriptionId, ProjectionContext context)
    {
        var before = await invoices.FindByStripeIdAsync(work, read.Invoice.Id);
        var place = new InvoicePlace
        {
            TenantId = before?.TenantId ?? context.TenantId,
            Id = before?.Id ?? Guid.CreateVersion7(context.Now),
            SubscriptionId = subscriptionId ?? before?.SubscriptionId,
            Now = context.Now,
        };
        var after = InvoiceMapping.ToRow(read.Invoice, place);
        await invoices.UpsertAsync(work, after);
        // Lines are frozen with the finalization.
        if (before is null or { Status: "draft" })
            await invoices.ReplacePartsAsync(
                work, after, InvoiceMapping.ToLines(read.Lines, place, read.TaxRates), InvoiceMapping.ToTaxes(read.Invoice, place, read.TaxRates));
        if (before?.Status != after.Status)
            await TellAsync(work, before, after, context);
        // A debit that runs has not failed; how it ends is projected when it has ended.
        if (!read.IsProcessing)
            await dunning.OnInvoiceProjectedAsync(work, after, read.Failure, context);
    }

    public async Task DeleteAsync(Work work, string stripeInvoiceId, ProjectionContext context)
    {
        if (await invoices.FindByStripeIdAsync(work, stripeInvoiceId) is not { } before || before.Status == "deleted")
            return;
        await invoices.MarkDeletedAsync(work, before, context.Now);
        var after = before with { Status = "deleted", UpdatedAt = context.Now };
        await TellAsync(work, before, after, context);
        await dunning.OnInvoiceProjectedAsync(work, after, failure: null, context);
    }

    private async Task TellAsync(Work work, InvoiceRow? before, InvoiceRow after, ProjectionContext context)
    {
        await audit.AppendAsync(work, new AuditedChange
        {
            TenantId = after.TenantId,
            Actor = context.Actor,
            Action = ActionOf(before?.Status, after.Status),
            ObjectType = "invoice",
            ObjectId = after.Id.ToString(),
            Before = before is null ? null : Shown(before),
            After = Shown(after),
            TraceId = context.TraceId,
        });
        if (after.Status is "open" or "paid")
            await workItems.AddAsync(work, InvoiceDeliverHandler.Item(after, context.Now));
        if (after.BillingReason == "subscription_cycle")
            await CloseUsageAsync(work, before, after, context.Now);
    }

    private async Task CloseUsageAsync(Work work, InvoiceRow? before, InvoiceRow after, DateTimeOffset now)
    {
        WorkItem[] items = (before?.Status, after.Status) switch
        {
            (null, "draft") => [.. UsageCloseHandler.Items(after, now)],
            (_, "open" or "paid") => [UsageCloseHandler.FinalItem(after, now)],
            _ => [],
        };
        foreach (var item in items)
            await workItems.AddAsync(work, item);
    }

    private static string ActionOf(string? before, string after) => (before, after) switch
    {
        (null, _) => "invoice.created",
        (_, "open") => "invoice.finalized",
        (_, "paid") => "invoice.paid",
        (_, "void") => "invoice.voided",
        (_, "uncollectible") => "invoice.marked_uncollectible",
        (_, "deleted") => "invoice.deleted",
        _ => "invoice.changed",
    };

    private static object Shown(InvoiceRow row) => new { row.Number, row.Status, row.Currency, row.Total, row.AmountPaid, row.AmountRemaining };
}
