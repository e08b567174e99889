using System.Globalization;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Audit;
using ClientForge.Billing.Data.Invoices;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.Subscriptions;

namespace ClientForge.Billing.Services.Invoices;

/// <summary>Says why a line of an invoice is what it is: from the line, the price it names, and the subscription's history.</summary>
public sealed class InvoiceExplanations(
    Database database, InvoiceRepository invoices, PlanRepository plans, CouponRepository coupons, SubscriptionRepository subscriptions, SubscriptionHistoryRepository history)
{
    /// <summary>The change that made an invoice is seen, and written down, a little after it.</summary>
    private static readonly TimeSpan Afterwards = TimeSpan.FromMinutes(1);

    /// <exception cref="BillingException">404 <c>invoice_not_found</c>, <c>invoice_line_not_found</c>.</exception>
    public Task<LineExplanation> ExplainAsync(Guid tenantId, Guid invoiceId, Guid lineId, CancellationToken cancellationToken) => database.InTenantAsync(
        tenantId,
        async work =>
        {
            var invoice = await invoices.FindAsync(work, tenantId, invoiceId) ?? throw BillingException.NotFound("invoice_not_found", "There is no such invoice.");
            var line = (await invoices.ListLinesAsync(work, tenantId, [invoiceId])).FirstOrDefault(found => found.Id == lineId)
                ?? throw BillingException.NotFound("invoice_line_not_found", "The invoice has no such line.");
            return await ExplainAsync(work, invoice, line);
        },
        cancellationToken);

    private async Task<LineExplanation> ExplainAsync(Work work, InvoiceRow invoice, InvoiceLineRow line)
    {
        var price = await PriceAsync(work, line);
        var subscription = invoice.SubscriptionId is { } id ? await subscriptions.FindAsync(work, invoice.TenantId, id) : null;
        var past = subscription is null ? [] : await history.ListUntilAsync(work, invoice.TenantId, subscription.Id, invoice.CreatedAt + Afterwards);
        var said = new LineExplanation
        {
            Line = line,
            Kind = LineRules.KindOf(line, price is not null),
            Price = price,
            QuantityHistory = Steps(past),
            Proration = line.Proration && price is not null && subscription is not null ? LineRules.PartOf(line, price.Interval, subscription.BillingCycleAnchor) : null,
            Discount = line.DiscountAmount == 0 ? null : await DiscountAsync(work, invoice, line, subscription, past),
            Sentences = [],
        };
        return said with { Sentences = LineRules.Sentences(said, invoice.Currency) };
    }

    private async Task<ExplainedPrice?> PriceAsync(Work work, InvoiceLineRow line)
    {
        if (line.StripePriceId is not { } stripePriceId)
            return null;
        if (await plans.FindPriceByStripeAsync(work, [stripePriceId]) is { } seats)
            return (await PlanAsync(work, seats.PlanId, seats.Version, seats.Currency, seats.Interval)) with { UnitAmount = seats.UnitAmount };
        if (await plans.FindMeterByStripeAsync(work, stripePriceId) is not { } meter)
            return null;
        return (await PlanAsync(work, meter.PlanId, meter.Version, meter.Currency, meter.Interval)) with
        {
            Included = meter.Included,
            UnitAmountDecimal = meter.UnitAmountDecimal?.ToString("0.############", CultureInfo.InvariantCulture),
            Tiers = meter.Tiers?.Read<MeterTier[]>(),
        };
    }

    private async Task<ExplainedPrice> PlanAsync(Work work, Guid planId, int version, string currency, string interval)
    {
        var plan = (await plans.FindAsync(work, planId))!;
        return new ExplainedPrice
        {
            PlanId = planId,
            PlanName = plan.Name,
            PlanVersion = version,
            CurrentPlanVersion = plan.Version,
            Currency = currency,
            Interval = interval,
        };
    }

    // The audit log holds the shown fields of each moment; only those that changed seats or plan are steps.
    private static List<QuantityStep> Steps(IReadOnlyList<AuditEntry> past)
    {
        var steps = new List<QuantityStep>();
        foreach (var entry in past)
        {
            if (entry.After?.Read<SubscriptionSnapshot>() is not { } snapshot)
                continue;
            if (steps is not [.., { } last] || last.Quantity != snapshot.Quantity || last.PlanId != snapshot.PlanId)
                steps.Add(new QuantityStep(entry.At, snapshot.Quantity, snapshot.PlanId, entry.Actor));
        }

        return steps;
    }

    private async Task<ExplainedDiscount> DiscountAsync(Work work, InvoiceRow invoice, InvoiceLineRow line, SubscriptionRow? subscription, IReadOnlyList<AuditEntry> past)
    {
        var code = past.Count > 0 ? past[^1].After?.Read<SubscriptionSnapshot>().DiscountCode : null;
        var coupon = code is null ? null : await coupons.FindNewestByCodeAsync(work, code);
        var endsAt = subscription?.DiscountCode == code ? subscription?.DiscountEndsAt : coupon?.DurationInMonths is { } months ? invoice.CreatedAt.AddMonths(months) : null;
        return new ExplainedDiscount(
            code, coupon?.PercentOff, coupon?.AmountOff, line.DiscountAmount, coupon?.Duration, LineRules.MonthsLeft(coupon?.Duration, endsAt, invoice.CreatedAt));
    }
}
