using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Invoices;
using ClientForge.Billing.Data.WorkItems;
using ClientForge.Billing.Services.Jobs;
using ClientForge.Billing.Services.Notifications;

namespace ClientForge.Billing.Services.Invoices;

/// <summary>Brings an invoice to its customer: the document is rendered and kept, then the mail with it goes into the outbox.</summary>
public sealed class InvoiceDelivery(Database database, InvoiceDocuments documents, MailOutbox mails)
{
    /// <summary>Puts the mail that fits the invoice's state into the outbox, with its document.</summary>
    /// <param name="invoice">Finalized.</param>
    /// <param name="key">What makes a repeated order the same mail.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when that mail is there already, or the customer has no address.</returns>
    public async Task<bool> SendAsync(InvoiceRow invoice, string key, CancellationToken cancellationToken)
    {
        await documents.GetAsync(invoice, cancellationToken);
        return await database.InTenantAsync(invoice.TenantId, work => mails.EnqueueAsync(work, Order(invoice, key)), cancellationToken);
    }

    /// <summary>The document as it stands now, rendered and kept if it was not yet.</summary>
    public Task<InvoicePdf> DocumentAsync(InvoiceRow invoice, CancellationToken cancellationToken) => documents.GetAsync(invoice, cancellationToken);

    private static MailOrder Order(InvoiceRow invoice, string key) => new()
    {
        TenantId = invoice.TenantId,
        Template = invoice.Status == "paid" ? MailTemplateNames.Receipt : MailTemplateNames.Invoice,
        Key = $"{invoice.Id}:{key}",
        Recipient = invoice.CustomerEmail,
        AttachInvoiceId = invoice.Id,
        Payload = invoice.Status == "paid" ? Receipt(invoice) : Invoice(invoice),
    };

    private static ReceiptMail Receipt(InvoiceRow invoice) => new()
    {
        InvoiceNumber = invoice.Number!,
        CustomerName = invoice.CustomerName,
        AmountPaid = invoice.AmountPaid,
        Currency = invoice.Currency,
        PaidAt = invoice.PaidAt ?? invoice.UpdatedAt,
    };

    private static InvoiceMail Invoice(InvoiceRow invoice) => new()
    {
        InvoiceNumber = invoice.Number!,
        CustomerName = invoice.CustomerName,
        AmountDue = invoice.AmountRemaining,
        Currency = invoice.Currency,
        DueDate = invoice.DueDate,
        ChargedAutomatically = invoice.CollectionMethod == "charge_automatically",
        PaymentUrl = invoice.HostedInvoiceUrl,
    };
}

/// <summary>Of <c>invoice.deliver</c>.</summary>
internal sealed record InvoiceDeliverPayload(Guid InvoiceId, string Status);

/// <summary>An invoice became open or paid.</summary>
internal sealed class InvoiceDeliverHandler(Database database, InvoiceRepository invoices, InvoiceDelivery delivery) : IWorkHandler
{
    public const string WorkKind = "invoice.deliver";

    public string Kind => WorkKind;

    /// <summary>One delivery for each of the two states.</summary>
    public static WorkItem Item(InvoiceRow invoice, DateTimeOffset now) => new()
    {
        TenantId = invoice.TenantId,
        Id = Guid.CreateVersion7(now),
        Kind = WorkKind,
        Key = $"{invoice.Id}:{invoice.Status}",
        Payload = Json.From(new InvoiceDeliverPayload(invoice.Id, invoice.Status)),
        DueAt = now,
        CreatedAt = now,
    };

    /// <summary>Whether a customer is written to: a bill to be paid by hand, or a payment that moved money.</summary>
    public static bool IsWorthAMail(InvoiceRow invoice) => invoice.Status == "paid"
        ? invoice.AmountPaid > 0 || invoice.Total > 0
        : invoice.CollectionMethod == "send_invoice";

    public async Task HandleAsync(WorkItem item, CancellationToken cancellationToken)
    {
        var tenantId = item.TenantId!.Value;
        var payload = item.Payload.Read<InvoiceDeliverPayload>();
        var invoice = await database.InTenantAsync(tenantId, work => invoices.FindAsync(work, tenantId, payload.InvoiceId), cancellationToken);
        // What it has become meanwhile has a delivery of its own, or needs none.
        if (invoice is null || invoice.Status != payload.Status)
            return;
        if (IsWorthAMail(invoice))
            await delivery.SendAsync(invoice, invoice.Status, cancellationToken);
        else
            await delivery.DocumentAsync(invoice, cancellationToken);
    }
}
