using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Tax;
using ClientForge.Billing.Services.Dunning;
using Stripe;

namespace ClientForge.Billing.Services.Invoices;

/// <summary>A Stripe invoice with everything its projection needs.</summary>
public sealed record ReadInvoice
{
    public required Invoice Invoice { get; init; }

    /// <summary>All of them, also those beyond the first page.</summary>
    public required IReadOnlyList<InvoiceLineItem> Lines { get; init; }

    public required IReadOnlyDictionary<string, KnownTaxRate> TaxRates { get; init; }

    /// <summary>The newest failed try to collect an open invoice.</summary>
    public PaymentFailure? Failure { get; init; }

    /// <summary>A bank debit is under way: it was tried, and has neither failed nor brought the money.</summary>
    public bool IsProcessing { get; init; }
}

/// <summary>Reads an invoice from Stripe with its lines, tax rates and the newest failed payment.</summary>
public sealed class InvoiceReader(StripeClient stripe, Database database, TaxRateRepository taxRates)
{
    private const int LinesAPage = 100;
    private static readonly InvoiceGetOptions WithPayments = new() { Expand = ["payments"] };

    /// <returns>Null when Stripe does not know it (any more).</returns>
    /// <exception cref="StripeException">Any other failure.</exception>
    public async Task<ReadInvoice?> FindAsync(string stripeInvoiceId, CancellationToken cancellationToken)
    {
        Invoice invoice;
        try
        {
            invoice = await stripe.V1.Invoices.GetAsync(stripeInvoiceId, WithPayments, cancellationToken: cancellationToken);
        }
        catch (StripeException e) when (e.StripeError?.Code == "resource_missing")
        {
            return null;
        }

        if (invoice.Deleted == true)
            return null;
        var payment = await PaymentAsync(invoice, cancellationToken);
        var lines = invoice.Lines.HasMore ? await ListLinesAsync(stripeInvoiceId, cancellationToken) : invoice.Lines.Data;
        return new ReadInvoice
        {
            Invoice = invoice,
            Lines = lines,
            TaxRates = await TaxRatesAsync(invoice, lines, cancellationToken),
            Failure = payment is null ? null : InvoiceFailures.Of(payment),
            IsProcessing = payment?.Status == "processing",
        };
    }

    /// <summary>What the rates that an invoice refers to are called: from the invoice, from our own table, or from Stripe.</summary>
    public async Task<IReadOnlyDictionary<string, KnownTaxRate>> TaxRatesAsync(
        Invoice invoice, IReadOnlyList<InvoiceLineItem> lines, CancellationToken cancellationToken)
    {
        var wanted = InvoiceMapping.TaxRateIds(invoice, lines);
        var known = (invoice.DefaultTaxRates ?? []).ToDictionary(rate => rate.Id, rate => new KnownTaxRate(rate.DisplayName, rate.Percentage));
        string[] missing = [.. wanted.Where(id => !known.ContainsKey(id))];
        if (missing.Length == 0)
            return known;
        foreach (var row in await database.AsSystemAsync(work => taxRates.ListByStripeIdsAsync(work, missing), cancellationToken))
            known[row.StripeTaxRateId] = new KnownTaxRate(row.DisplayName, row.Percentage);
        foreach (var id in missing.Where(id => !known.ContainsKey(id)))
        {
            var rate = await stripe.V1.TaxRates.GetAsync(id, cancellationToken: cancellationToken);
            known[id] = new KnownTaxRate(rate.DisplayName, rate.Percentage);
        }

        return known;
    }

    private async Task<IReadOnlyList<InvoiceLineItem>> ListLinesAsync(string stripeInvoiceId, CancellationToken cancellationToken)
    {
        var lines = new List<InvoiceLineItem>();
        var pages = stripe.V1.Invoices.ListLineItemsAutoPagingAsync(
            stripeInvoiceId, new InvoiceListLineItemsOptions { Limit = LinesAPage }, cancellationToken: cancellationToken);
        await foreach (var line in pages)
            lines.Add(line);
        return lines;
    }

    private async Task<PaymentIntent?> PaymentAsync(Invoice invoice, CancellationToken cancellationToken)
    {
        if (invoice is not { Status: "open", AttemptCount: > 0, AmountRemaining: > 0 })
            return null;
        var payment = invoice.Payments?.Data.MaxBy(candidate => candidate.Created);
        if (payment?.Payment?.PaymentIntentId is not { } intentId)
            return null;
        return await stripe.V1.PaymentIntents.GetAsync(
            intentId, new PaymentIntentGetOptions { Expand = ["latest_charge"] }, cancellationToken: cancellationToken);
    }
}

/// <summary>Pure: what a payment intent tells of its newest failed try.</summary>
internal static class InvoiceFailures
{
    /// <returns>Null when it has not failed.</returns>
    public static PaymentFailure? Of(PaymentIntent intent)
    {
        var needsPayer = intent.Status == "requires_action";
        if (intent.LastPaymentError is null && !needsPayer)
            return null;
        return new PaymentFailure
        {
            ErrorCode = intent.LastPaymentError?.Code,
            DeclineCode = intent.LastPaymentError?.DeclineCode,
            AdviceCode = intent.LastPaymentError?.AdviceCode,
            Message = intent.LastPaymentError?.Message,
            StripeChargeId = intent.LastPaymentError?.Charge ?? intent.LatestChargeId,
            RequiresAction = needsPayer,
            At = intent.LatestCharge?.Created,
        };
    }
}
