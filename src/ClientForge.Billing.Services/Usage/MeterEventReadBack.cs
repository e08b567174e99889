using ClientForge.Billing.Data;
using ClientForge.Billing.Data.StripeIntents;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Data.Usage;
using ClientForge.Billing.Services.StripeApi;

namespace ClientForge.Billing.Services.Usage;

/// <summary>
/// Whether a report arrived, told by the meter's summary of its minute: identifiers, like keys, are only remembered for a day.
/// </summary>
internal sealed class MeterEventReadBack(
    Database database, UsageReportRepository reports, SubscriptionRepository subscriptions, MeterSummaries summaries) : IIntentReadBack
{
    public bool Covers(StripeIntentRow intent) => intent.Kind == UsageReportSender.IntentKind;

    public async Task<ReadBack> ReadAsync(StripeIntentRow intent, CancellationToken cancellationToken)
    {
        var tenantId = intent.TenantId!.Value;
        var (item, customerId, confirmed) = await database.InTenantAsync(
            tenantId,
            async work =>
            {
                var row = await reports.FindByIdentifierAsync(work, tenantId, intent.NaturalKey);
                var customer = (await subscriptions.FindCurrentAsync(work, tenantId))?.StripeCustomerId;
                var sum = row is null ? 0 : await reports.SumConfirmedAsync(
                    work, tenantId, row.MetricName, MeterSummaries.Minute(row.EventTime), MeterSummaries.Minute(row.EventTime).AddMinutes(1), row.Identifier);
                return (row, customer, sum);
            },
            cancellationToken);
        if (item?.StripeMeterId is null || customerId is null)
            return new ReadBack.Undecidable("The report, its meter or its customer is not known any more.");

        // Repeating a last value at its own time changes nothing.
        if (item.Aggregation != "sum")
            return new ReadBack.Absent();
        var minute = MeterSummaries.Minute(item.EventTime);
        var known = await summaries.ReadAsync(item.StripeMeterId, customerId, minute, minute.AddMinutes(1), cancellationToken);
        // Reports may take back: what Stripe knows tells only whether this very one is in it.
        return known == confirmed + item.Quantity ? new ReadBack.Happened(item.Identifier) : new ReadBack.Absent();
    }
}
