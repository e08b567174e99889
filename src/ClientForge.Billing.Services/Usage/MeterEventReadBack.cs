using ClientForge.Billing.Data;
using ClientForge.Billing.Data.StripeIntents;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Data.Usage;
using ClientForge.Billing.Services.StripeApi;
using Stripe;
using Stripe.Billing;

namespace ClientForge.Billing.Services.Usage;

/// <summary>
/// Whether a report arrived, told by the meter's summary of its hour: identifiers, like keys, are only remembered for a day.
/// </summary>
internal sealed class MeterEventReadBack(
    Database database,
    UsageReportRepository reports,
    SubscriptionRepository subscriptions,
    StripeClient stripe) : IIntentReadBack
{
    public bool Covers(StripeIntentRow intent) => intent.Kind == UsageReporter.IntentKind;

    public async Task<ReadBack> ReadAsync(StripeIntentRow intent, CancellationToken cancellationToken)
    {
        var tenantId = intent.TenantId!.Value;
        var (item, customerId, confirmed) = await database.InTenantAsync(
            tenantId,
            async work =>
            {
                var row = await reports.FindByIdentifierAsync(work, tenantId, intent.NaturalKey);
                var customer = (await subscriptions.FindCurrentAsync(work, tenantId))?.StripeCustomerId;
                var sum = row is null ? 0 : await reports.SumConfirmedAsync(work, tenantId, row.MetricName, row.Bucket, row.Identifier);
                return (row, customer, sum);
            },
            cancellationToken);
        if (item?.StripeMeterId is null || customerId is null)
            return new ReadBack.Undecidable("The report, its meter or its customer is not known any more.");

        // Repeating a last value at its own time changes nothing.
        if (item.Aggregation == "last")
            return new ReadBack.Absent();
        var summaries = await stripe.V1.Billing.Meters.EventSummaries.ListAsync(
            item.StripeMeterId,
            new MeterEventSummaryListOptions { Customer = customerId, StartTime = item.Bucket.UtcDateTime, EndTime = item.Bucket.AddHours(1).UtcDateTime },
            cancellationToken: cancellationToken);
        var known = summaries.Sum(summary => summary.AggregatedValue);
        return known >= confirmed + item.Quantity ? new ReadBack.Happened(item.Identifier) : new ReadBack.Absent();
    }
}
