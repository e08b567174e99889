using System.Numerics;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Usage;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Services.Usage;

/// <summary>Adds to usage, or takes events back, by a person's judgement. What was recorded stays; the correction stands beside it.</summary>
public sealed class UsageCorrections(
    Database database, UsageIngestRepository ingest, UsageRepository usage, UsageAdjustmentRepository adjustments, UsageMetrics metrics, UsageCorrectionLog log)
{
    /// <summary>Adds a signed quantity to a summed metric, as an event of its own.</summary>
    /// <exception cref="BillingException">422 with the codes of events; <c>adjustment_not_possible</c> for a metric that is no sum.</exception>
    public async Task<UsageCorrection> AdjustAsync(RequestContext context, UsageEvent adjustment, CancellationToken cancellationToken)
    {
        var call = new UsageCall(context.TenantId, [(0, adjustment)]);
        var known = await metrics.GetAsync([call], cancellationToken);
        return await database.AsSystemAsync(
            async work =>
            {
                var record = await PlaceAsync(work, context, adjustment, known);
                await ingest.CreatePartitionAsync(work, record.Timestamp);
                if (await ingest.ClaimKeysAsync(work, [record]) is not null)
                    return await RepeatedAsync(work, record);
                await ingest.AddRecordsAsync(work, [record]);
                await ingest.AddToCountersAsync(work, UsageFold.Fold([record], metric => known.Find(metric)?.Aggregation == "weighted_sum"), UsageCorrectionLog.Slot);
                return await log.WriteAsync(work, context, "adjustment", record, record.Quantity);
            },
            cancellationToken);
    }

    /// <summary>Takes an event back by its key.</summary>
    /// <exception cref="BillingException">
    /// 404 <c>usage_event_not_found</c>; 409 <c>usage_event_archived</c>, <c>period_closed</c>, <c>period_locked</c>.
    /// </exception>
    public async Task<UsageCorrection> CancelAsync(RequestContext context, string idempotencyKey, CancellationToken cancellationToken)
    {
        var known = await metrics.GetAsync([], cancellationToken);
        return await database.AsSystemAsync(work => CancelAsync(work, context, idempotencyKey, known), cancellationToken);
    }

    private async Task<UsageCorrection> CancelAsync(Work work, RequestContext context, string key, UsageMetricSet known)
    {
        // Before anything is read: counters of other kinds than sums are counted again from one snapshot.
        await usage.BeginSnapshotAsync(work);
        var id = UsageIdentity.KeyId(key);
        var found = (await ingest.FindKeysAsync(work, [context.TenantId], [id])).SingleOrDefault()
            ?? throw BillingException.NotFound("usage_event_not_found", "No event has this key.");
        var stored = await adjustments.FindRecordAsync(work, context.TenantId, id, found.Timestamp)
            ?? throw BillingException.Conflict("usage_event_archived", "The event is past its retention.");
        if (stored.Canceled)
            return UsageReader.Show((await adjustments.FindAsync(work, context.TenantId, "cancellation", id))!);
        var metric = known.Find(stored.MetricName)!;
        log.EnsureOpen(metric, stored.BillingPeriodEnd);
        await adjustments.CancelRecordAsync(work, context.TenantId, id, found.Timestamp);
        if (metric.Aggregation is "sum" or "weighted_sum")
            await ingest.AddToCountersAsync(work, TakenBack(context.TenantId, stored, metric), UsageCorrectionLog.Slot);
        else
            await usage.RecountAsync(work, context.TenantId, stored.BillingPeriodStart, stored.MetricName);
        var record = AsRecord(context.TenantId, stored, found, key);
        return await log.WriteAsync(work, context, "cancellation", record, -stored.Quantity);
    }

    private async Task<UsageRecordRow> PlaceAsync(Work work, RequestContext context, UsageEvent adjustment, UsageMetricSet known)
    {
        var subscription = (await ingest.ListSubscriptionsAsync(work, [context.TenantId])).SingleOrDefault();
        // Judged by its size: the sign is what makes it an adjustment.
        var (placement, rejection) = UsageRules.Judge(adjustment with { Quantity = Math.Abs(adjustment.Quantity) }, 0, known, subscription, log.Now);
        if (placement is null)
            throw BillingException.Invalid(rejection!.Code, "body", rejection.Detail);
        if (placement.Metric.Aggregation is not ("sum" or "weighted_sum"))
            throw BillingException.Invalid("adjustment_not_possible", "metric", "Only sums can be adjusted; report a new value, or cancel an event.");
        var key = adjustment.IdempotencyKey ?? context.OperationKey;
        return new UsageRecordRow
        {
            TenantId = context.TenantId,
            Id = UsageIdentity.KeyId(key),
            SubscriptionId = subscription!.Id,
            MetricName = placement.Metric.Metric,
            Quantity = adjustment.Quantity,
            Timestamp = placement.Time,
            CountedAt = placement.CountedAt,
            IdempotencyKey = key,
            BillingPeriodStart = placement.Period.Start,
            BillingPeriodEnd = placement.Period.End,
            Content = UsageIdentity.Content(adjustment),
            Late = placement.Late,
            CreatedAt = UsageRules.Micro(log.Now),
        };
    }

    private async Task<UsageCorrection> RepeatedAsync(Work work, UsageRecordRow record)
    {
        var known = (await ingest.FindKeysAsync(work, [record.TenantId], [record.Id])).Single();
        return known.Content == record.Content && await adjustments.FindAsync(work, record.TenantId, "adjustment", record.Id) is { } row
            ? UsageReader.Show(row)
            : throw BillingException.Invalid("idempotency_conflict", "idempotencyKey", "The key stands for another event.");
    }

    private static IReadOnlyList<UsageCounterDelta> TakenBack(Guid tenantId, StoredUsageRow stored, MetricRow metric)
    {
        var added = UsageFold.Fold([AsRecord(tenantId, stored, null, "")], _ => metric.Aggregation == "weighted_sum");
        return [.. added.Select(delta => delta with
        {
            Events = -1,
            LateEvents = stored.Late ? -1 : 0,
            Total = -delta.Total,
            Moment = BigInteger.Negate(delta.Moment),
            // A sum's highest and last values are nobody's business.
            Peak = long.MinValue,
            LastAt = DateTimeOffset.UnixEpoch,
            LastCreatedAt = DateTimeOffset.UnixEpoch,
        })];
    }

    private static UsageRecordRow AsRecord(Guid tenantId, StoredUsageRow stored, UsageKeyRow? key, string text) => new()
    {
        TenantId = tenantId,
        Id = stored.Id,
        SubscriptionId = Guid.Empty,
        MetricName = stored.MetricName,
        Quantity = stored.Quantity,
        Timestamp = key?.Timestamp ?? stored.CountedAt,
        CountedAt = stored.CountedAt,
        IdempotencyKey = text,
        BillingPeriodStart = stored.BillingPeriodStart,
        BillingPeriodEnd = stored.BillingPeriodEnd,
        Content = key?.Content ?? 0,
        Late = stored.Late,
        CreatedAt = stored.CountedAt,
    };
}
