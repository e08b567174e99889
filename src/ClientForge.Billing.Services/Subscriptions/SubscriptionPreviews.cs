using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.StripeApi;
using Stripe;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>One line of a preview; amounts in minor units.</summary>
public sealed record PreviewLine(string Description, long Amount, bool Proration, DateTimeOffset PeriodStart, DateTimeOffset PeriodEnd);

/// <summary>What a later invoice will come to.</summary>
/// <param name="Total">Minor units, after discount and tax.</param>
/// <param name="At">When it is made.</param>
public sealed record NextInvoice(long Total, DateTimeOffset At);

/// <summary>What a change will cost; amounts in minor units of <see cref="Currency"/>.</summary>
public sealed record SubscriptionPreview
{
    public required string Currency { get; init; }

    public required IReadOnlyList<PreviewLine> Lines { get; init; }

    public required long Subtotal { get; init; }

    public required long Discount { get; init; }

    public required long Tax { get; init; }

    /// <summary>The shown lines after discount and tax.</summary>
    public required long Total { get; init; }

    /// <summary>What the change charges at once; 0 when it makes no invoice now.</summary>
    public required long AmountDue { get; init; }

    /// <summary>When money moves next, if nothing else changes.</summary>
    public required DateTimeOffset NextPaymentAt { get; init; }

    /// <summary>Null when no invoice follows.</summary>
    public NextInvoice? NextInvoice { get; init; }

    /// <summary>Sent with the change, holds this price; null where none was asked for.</summary>
    public Guid? PreviewToken { get; init; }

    public DateTimeOffset? PreviewExpiresAt { get; init; }

    /// <summary>Whether another preview bills the same lines and sums. A period that begins with the change moves with the clock.</summary>
    public bool IsSamePrice(SubscriptionPreview other) =>
        (Currency, Subtotal, Discount, Tax, Total, AmountDue, NextInvoice?.Total) ==
        (other.Currency, other.Subtotal, other.Discount, other.Tax, other.Total, other.AmountDue, other.NextInvoice?.Total)
        && Lines.Select(line => (line.Description, line.Amount, line.Proration)).SequenceEqual(other.Lines.Select(line => (line.Description, line.Amount, line.Proration)));
}

/// <summary>
/// Shows what a change will charge, by asking Stripe with the parameters that the change itself is made of, down to the second
/// to which unused time is credited; so the preview and the charge are one computation.
/// </summary>
public sealed class SubscriptionPreviews(SubscriptionChanges changes, StripeClient stripe)
{
    internal const string NothingToPreview = "nothing_to_preview";
    private const string NothingToBill = "invoice_upcoming_none";

    /// <exception cref="BillingException">As the change itself; 422 <c>nothing_to_preview</c> when it changes nothing.</exception>
    public async Task<SubscriptionPreview> PreviewAsync(RequestContext context, SubscriptionChange change, CancellationToken cancellationToken) =>
        (await PriceAsync(context, change, cancellationToken)).Preview;

    /// <summary>The preview, and what it was made for.</summary>
    internal async Task<(SubscriptionPreview Preview, PriceBond Bond)> PriceAsync(RequestContext context, SubscriptionChange change, CancellationToken cancellationToken)
    {
        var parts = await changes.ResolveAsync(context, change.AtPeriodEnd ? change with { ProrationBehavior = "none" } : change, cancellationToken)
            ?? throw BillingException.Invalid(NothingToPreview, "body", "This would change nothing.");
        var atPeriodEnd = change.AtPeriodEnd;
        var shown = await AskAsync(PreviewCalls.Options(parts, atPeriodEnd), cancellationToken);
        var invoicesNow = parts.InvoicesNow && !atPeriodEnd;
        var next = invoicesNow ? await AskAsync(PreviewCalls.Following(parts), cancellationToken) : shown;
        var nextAt = PreviewCalls.NextInvoiceAt(parts, atPeriodEnd);
        var preview = new SubscriptionPreview
        {
            Currency = parts.Subscription.Currency,
            Lines = [.. (shown?.Lines.Data ?? []).Select(Line)],
            Subtotal = shown?.Subtotal ?? 0,
            Discount = shown?.TotalDiscountAmounts?.Sum(discount => discount.Amount) ?? 0,
            Tax = shown?.TotalTaxes?.Sum(tax => tax.Amount) ?? 0,
            Total = shown?.Total ?? 0,
            AmountDue = invoicesNow ? shown?.AmountDue ?? 0 : 0,
            NextPaymentAt = invoicesNow ? parts.Now : nextAt,
            NextInvoice = next is null ? null : new NextInvoice(next.Total, nextAt),
        };
        return (preview, new PriceBond(parts.Now, parts.Subscription));
    }

    private static PreviewLine Line(InvoiceLineItem line) => new(
        line.Description ?? "",
        line.Amount,
        line.Parent?.SubscriptionItemDetails?.Proration ?? line.Parent?.InvoiceItemDetails?.Proration ?? false,
        line.Period.Start,
        line.Period.End);

    private async Task<Invoice?> AskAsync(InvoiceCreatePreviewOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await stripe.V1.Invoices.CreatePreviewAsync(options, cancellationToken: cancellationToken);
        }
        catch (StripeException e) when (e.StripeError?.Code == NothingToBill)
        {
            return null;
        }
        catch (StripeException e)
        {
            throw CouponCodes.Translate(e.StripeError?.Code, e.StripeError?.Param, e.StripeError?.Message) ?? StripeErrors.Translate(e);
        }
    }
}
