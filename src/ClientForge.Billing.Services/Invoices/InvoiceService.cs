using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.Data.Invoices;
using ClientForge.Billing.Services.Dunning;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.Tax;
using Stripe;

namespace ClientForge.Billing.Services.Invoices;

/// <summary>
/// What tenants and operators do with invoices. Every command ends with the invoice read again from Stripe, so that its answer
/// shows the result. A command may fail with 404 <c>invoice_not_found</c>, 409 <c>operation_in_progress</c>, 502 when Stripe did
/// not answer, and as its own comment says.
/// </summary>
public sealed class InvoiceService(
    InvoiceQueries queries, InvoiceCommands commands, ManualInvoices manual, InvoicePayments payments, InvoiceDelivery delivery, TaxService tax)
{
    /// <summary>Newest first; one row more than the limit where there are more.</summary>
    public Task<IReadOnlyList<InvoiceDetails>> GetInvoicesAsync(Guid tenantId, InvoiceQuery query, CancellationToken cancellationToken) =>
        queries.ListAsync(tenantId, query, cancellationToken);

    public Task<InvoiceDetails> GetInvoiceAsync(Guid tenantId, Guid invoiceId, CancellationToken cancellationToken) =>
        queries.GetAsync(tenantId, invoiceId, cancellationToken);

    /// <summary>What the live subscription will be billed next, if nothing changes.</summary>
    /// <exception cref="BillingException">404 <c>no_upcoming_invoice</c>.</exception>
    public Task<InvoiceDetails> GetUpcomingInvoiceAsync(Guid tenantId, CancellationToken cancellationToken) =>
        queries.UpcomingAsync(tenantId, cancellationToken);

    /// <summary>Whose invoice it is, for callers who belong to no tenant.</summary>
    public async Task<Guid> FindTenantAsync(Guid invoiceId, CancellationToken cancellationToken) =>
        (await queries.FindAnyAsync(invoiceId, cancellationToken)).TenantId;

    /// <summary>Tax on an amount at a place.</summary>
    /// <param name="amount">Minor units before tax.</param>
    /// <param name="place">Where the customer is.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<TaxQuote> CalculateTaxAsync(long amount, TaxPlace place, CancellationToken cancellationToken) =>
        tax.CalculateAsync(amount, place, cancellationToken);

    /// <summary>Writes an invoice by hand.</summary>
    /// <exception cref="BillingException">409 <c>customer_missing</c>, or what Stripe refused.</exception>
    public async Task<InvoiceDetails> CreateInvoiceAsync(RequestContext context, ManualInvoice invoice, CancellationToken cancellationToken)
    {
        var stripeInvoiceId = await manual.CreateAsync(context, invoice, cancellationToken);
        return await queries.GetByStripeIdAsync(context.TenantId, stripeInvoiceId, cancellationToken);
    }

    /// <summary>Puts further items on a draft.</summary>
    /// <exception cref="BillingException">409 <c>invoice_not_draft</c>.</exception>
    public async Task<InvoiceDetails> AddItemsAsync(
        RequestContext context, Guid invoiceId, IReadOnlyList<ManualItem> items, CancellationToken cancellationToken)
    {
        var invoice = await FindAsync(context, invoiceId, cancellationToken);
        Require(invoice, "invoice_not_draft", "draft");
        await manual.AddItemsAsync(context, invoice, items, cancellationToken);
        return await GetInvoiceAsync(context.TenantId, invoiceId, cancellationToken);
    }

    /// <summary>Gives a draft its number and freezes it.</summary>
    /// <exception cref="BillingException">409 <c>invoice_not_draft</c>.</exception>
    public Task<InvoiceDetails> FinalizeInvoiceAsync(RequestContext context, Guid invoiceId, CancellationToken cancellationToken) => ActAsync(
        context,
        invoiceId,
        "finalize",
        invoice => Require(invoice, "invoice_not_draft", "draft"),
        (stripe, invoice) => stripe.V1.Invoices.FinalizeInvoiceAsync(invoice.StripeInvoiceId, cancellationToken: cancellationToken),
        cancellationToken);

    /// <summary>Takes a finalized, unpaid invoice back.</summary>
    /// <exception cref="BillingException">409 <c>invoice_not_voidable</c>.</exception>
    public Task<InvoiceDetails> VoidInvoiceAsync(RequestContext context, Guid invoiceId, CancellationToken cancellationToken) => ActAsync(
        context,
        invoiceId,
        "void",
        invoice => Require(invoice, "invoice_not_voidable", "open", "uncollectible"),
        (stripe, invoice) => stripe.V1.Invoices.VoidInvoiceAsync(invoice.StripeInvoiceId, cancellationToken: cancellationToken),
        cancellationToken);

    /// <summary>Gives an open invoice up.</summary>
    /// <exception cref="BillingException">409 <c>invoice_not_open</c>.</exception>
    public Task<InvoiceDetails> MarkUncollectibleAsync(RequestContext context, Guid invoiceId, CancellationToken cancellationToken) => ActAsync(
        context,
        invoiceId,
        "mark_uncollectible",
        invoice => Require(invoice, "invoice_not_open", "open"),
        (stripe, invoice) => stripe.V1.Invoices.MarkUncollectibleAsync(invoice.StripeInvoiceId, cancellationToken: cancellationToken),
        cancellationToken);

    /// <summary>Notes that the money came another way.</summary>
    /// <exception cref="BillingException">409 <c>invoice_not_open</c>.</exception>
    public Task<InvoiceDetails> PayOutOfBandAsync(RequestContext context, Guid invoiceId, CancellationToken cancellationToken) => ActAsync(
        context,
        invoiceId,
        "pay_out_of_band",
        invoice => Require(invoice, "invoice_not_open", "open", "uncollectible"),
        (stripe, invoice) => stripe.V1.Invoices.PayAsync(
            invoice.StripeInvoiceId, new InvoicePayOptions { PaidOutOfBand = true }, cancellationToken: cancellationToken),
        cancellationToken);

    /// <summary>Pays an open invoice now, at the customer's wish.</summary>
    /// <exception cref="BillingException">402 when it was declined; 409 <c>invoice_not_open</c>, <c>payment_processing</c>; 422 <c>payment_method_not_found</c>.</exception>
    public async Task<InvoiceDetails> PayInvoiceAsync(RequestContext context, Guid invoiceId, Guid? paymentMethodId, CancellationToken cancellationToken)
    {
        var invoice = await FindAsync(context, invoiceId, cancellationToken);
        var method = paymentMethodId is { } id ? await queries.StripePaymentMethodAsync(context.TenantId, id, cancellationToken) : null;
        var key = $"customer:{context.OperationKey}";
        await payments.RefreshAsync(context.TenantId, invoice.StripeInvoiceId, context.Actor, cancellationToken);
        if (!await commands.IsRepeatedAsync(context.TenantId, "pay", $"{invoiceId}:{key}", cancellationToken))
        {
            Require(await FindAsync(context, invoiceId, cancellationToken), "invoice_not_open", "open");
            await queries.EnsureNotProcessingAsync(invoice.StripeInvoiceId, cancellationToken);
        }

        var order = new PaymentOrder
        {
            TenantId = context.TenantId,
            InvoiceId = invoiceId,
            StripeInvoiceId = invoice.StripeInvoiceId,
            Trigger = PaymentTrigger.Customer,
            Key = key,
            StripePaymentMethodId = method,
            Actor = context.Actor,
            Reason = context.Reason,
        };
        (await payments.PayAsync(order, cancellationToken)).Outcome.EnsureSucceeded();
        return await GetInvoiceAsync(context.TenantId, invoiceId, cancellationToken);
    }

    /// <summary>The document of a finalized invoice, rendered once and kept.</summary>
    /// <exception cref="BillingException">409 <c>invoice_not_finalized</c>.</exception>
    public async Task<InvoicePdf> GenerateInvoicePdfAsync(Guid tenantId, Guid invoiceId, CancellationToken cancellationToken)
    {
        var invoice = (await GetInvoiceAsync(tenantId, invoiceId, cancellationToken)).Invoice;
        RequireFinalized(invoice);
        return await delivery.DocumentAsync(invoice, cancellationToken);
    }

    /// <summary>Mails the invoice, or its receipt when it is paid, once more.</summary>
    /// <returns>False when the same order has sent it before, or the customer has no address.</returns>
    /// <exception cref="BillingException">409 <c>invoice_not_finalized</c>, <c>invoice_not_sendable</c>.</exception>
    public async Task<bool> SendInvoiceEmailAsync(RequestContext context, Guid invoiceId, CancellationToken cancellationToken)
    {
        var invoice = await FindAsync(context, invoiceId, cancellationToken);
        RequireFinalized(invoice);
        Require(invoice, "invoice_not_sendable", "open", "paid");
        return await delivery.SendAsync(invoice, $"send:{context.OperationKey}", cancellationToken);
    }

    private async Task<InvoiceDetails> ActAsync(
        RequestContext context,
        Guid invoiceId,
        string action,
        Action<InvoiceRow> check,
        Func<StripeClient, InvoiceRow, Task> call,
        CancellationToken cancellationToken)
    {
        var invoice = await FindAsync(context, invoiceId, cancellationToken);
        if (!await commands.IsRepeatedAsync(context.TenantId, action, $"{invoiceId}:{context.OperationKey}", cancellationToken))
            check(invoice);
        await commands.ActAsync(context, invoice, action, stripe => call(stripe, invoice), cancellationToken);
        return await GetInvoiceAsync(context.TenantId, invoiceId, cancellationToken);
    }

    private async Task<InvoiceRow> FindAsync(RequestContext context, Guid invoiceId, CancellationToken cancellationToken) =>
        (await GetInvoiceAsync(context.TenantId, invoiceId, cancellationToken)).Invoice;

    private static void Require(InvoiceRow invoice, string code, params string[] statuses)
    {
        if (!statuses.Contains(invoice.Status))
            throw BillingException.Conflict(code, $"The invoice is {invoice.Status}; this needs one that is {string.Join(" or ", statuses)}.");
    }

    private static void RequireFinalized(InvoiceRow invoice)
    {
        if (invoice.Number is null)
            throw BillingException.Conflict("invoice_not_finalized", "The invoice is a draft; it gets its document when it is finalized.");
    }
}
