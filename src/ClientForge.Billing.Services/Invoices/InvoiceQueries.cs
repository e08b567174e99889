using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Customers;
using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.Data.Invoices;
using ClientForge.Billing.Services.Dunning;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.StripeApi;
using Stripe;

namespace ClientForge.Billing.Services.Invoices;

/// <summary>Reads invoices as callers see them.</summary>
public sealed class InvoiceQueries(
    Database database, InvoiceRepository invoices, DunningRepository cases, CustomerRepository customers, StripeClient stripe, InvoiceReader reader)
{
    private const string NothingToBill = "invoice_upcoming_none";

    /// <summary>One row more than the limit, so that the caller knows whether another page follows.</summary>
    public Task<IReadOnlyList<InvoiceDetails>> ListAsync(Guid tenantId, InvoiceQuery query, CancellationToken cancellationToken) =>
        database.InTenantAsync(
            tenantId,
            async work => await WithDetailsAsync(work, tenantId, await invoices.ListAsync(work, new InvoiceFilter
            {
                TenantId = tenantId,
                Status = query.Status,
                From = query.From,
                To = query.To,
                After = query.After,
                Limit = query.Limit + 1,
            })),
            cancellationToken);

    /// <exception cref="BillingException">404 <c>invoice_not_found</c>.</exception>
    public async Task<InvoiceDetails> GetAsync(Guid tenantId, Guid invoiceId, CancellationToken cancellationToken) => await database.InTenantAsync(
        tenantId,
        async work => await invoices.FindAsync(work, tenantId, invoiceId) is { } found
            ? (await WithDetailsAsync(work, tenantId, [found]))[0]
            : throw NotFound(),
        cancellationToken);

    /// <summary>One of the tenant's invoices by Stripe's id, which was just synced.</summary>
    public async Task<InvoiceDetails> GetByStripeIdAsync(Guid tenantId, string stripeInvoiceId, CancellationToken cancellationToken) =>
        await database.InTenantAsync(
            tenantId,
            async work => await invoices.FindByStripeIdAsync(work, stripeInvoiceId) is { } found
                ? (await WithDetailsAsync(work, tenantId, [found]))[0]
                : throw NotFound(),
            cancellationToken);

    /// <summary>The invoice whatever tenant it belongs to.</summary>
    /// <exception cref="BillingException">404 <c>invoice_not_found</c>.</exception>
    public async Task<InvoiceRow> FindAnyAsync(Guid invoiceId, CancellationToken cancellationToken) =>
        await database.AsSystemAsync(work => invoices.FindAnyAsync(work, invoiceId), cancellationToken) ?? throw NotFound();

    /// <summary>What the live subscription will be billed next, if nothing changes.</summary>
    /// <exception cref="BillingException">404 <c>no_upcoming_invoice</c>; 502 when Stripe failed.</exception>
    public async Task<InvoiceDetails> UpcomingAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var (customer, subscription) = await database.InTenantAsync(
            tenantId,
            async work => (await customers.FindLiveAsync(work, tenantId), await invoices.FindLiveStripeSubscriptionAsync(work, tenantId)),
            cancellationToken);
        if (customer is null || subscription is null)
            throw NothingUpcoming();
        try
        {
            var preview = await stripe.V1.Invoices.CreatePreviewAsync(
                new InvoiceCreatePreviewOptions { Customer = customer.StripeCustomerId, Subscription = subscription }, cancellationToken: cancellationToken);
            return await ToDetailsAsync(tenantId, preview, cancellationToken);
        }
        catch (StripeException e) when (e.StripeError?.Code == NothingToBill)
        {
            throw NothingUpcoming();
        }
        catch (StripeException e)
        {
            throw StripeErrors.Translate(e);
        }
    }

    /// <summary>Stripe's own first try may be a bank debit that runs for days; our log knows of it only when it has failed.</summary>
    /// <exception cref="BillingException">409 <c>payment_processing</c>.</exception>
    public async Task EnsureNotProcessingAsync(string stripeInvoiceId, CancellationToken cancellationToken)
    {
        try
        {
            var invoice = await stripe.V1.Invoices.GetAsync(
                stripeInvoiceId, new InvoiceGetOptions { Expand = ["payments.data.payment.payment_intent"] }, cancellationToken: cancellationToken);
            if (invoice.Payments?.Data?.Any(entry => entry.Payment?.PaymentIntent?.Status == "processing") == true)
                throw PaymentTries.Processing();
        }
        catch (StripeException e)
        {
            throw StripeErrors.Translate(e);
        }
    }

    /// <summary>Stripe's id of one of the tenant's payment methods.</summary>
    /// <exception cref="BillingException">422 <c>payment_method_not_found</c>.</exception>
    public async Task<string> StripePaymentMethodAsync(Guid tenantId, Guid paymentMethodId, CancellationToken cancellationToken) =>
        await database.InTenantAsync(tenantId, work => invoices.FindStripePaymentMethodAsync(work, tenantId, paymentMethodId), cancellationToken)
        ?? throw BillingException.Invalid("payment_method_not_found", "paymentMethodId", "There is no such payment method.");

    private async Task<InvoiceDetails> ToDetailsAsync(Guid tenantId, Invoice preview, CancellationToken cancellationToken)
    {
        // It exists nowhere yet, so it has no id of ours.
        var place = new InvoicePlace { TenantId = tenantId, Id = Guid.Empty, Now = preview.Created };
        var rates = await reader.TaxRatesAsync(preview, preview.Lines.Data, cancellationToken);
        return new InvoiceDetails
        {
            Invoice = InvoiceMapping.ToRow(preview, place),
            Lines = InvoiceMapping.ToLines(preview.Lines.Data, place, rates),
            AttemptCount = 0,
            NextPaymentAttempt = preview.NextPaymentAttempt,
        };
    }

    private async Task<IReadOnlyList<InvoiceDetails>> WithDetailsAsync(Work work, Guid tenantId, IReadOnlyList<InvoiceRow> rows)
    {
        Guid[] ids = [.. rows.Select(row => row.Id)];
        var lines = (await invoices.ListLinesAsync(work, tenantId, ids)).ToLookup(line => line.InvoiceId);
        var tries = (await invoices.ListTryCountsAsync(work, tenantId, ids)).ToDictionary(count => count.InvoiceId, count => count.Tries);
        var open = (await cases.ListOpenAsync(work, tenantId)).ToDictionary(item => item.InvoiceId);
        return
        [
            .. rows.Select(row => new InvoiceDetails
            {
                Invoice = row,
                Lines = [.. lines[row.Id]],
                AttemptCount = Math.Max(row.AttemptCount, tries.GetValueOrDefault(row.Id)),
                NextPaymentAttempt = open.TryGetValue(row.Id, out var item) ? item.NextRetryAt : row.NextPaymentAttempt,
            }),
        ];
    }

    private static BillingException NotFound() => BillingException.NotFound("invoice_not_found", "There is no such invoice.");

    private static BillingException NothingUpcoming() => BillingException.NotFound("no_upcoming_invoice", "No invoice is coming.");
}
