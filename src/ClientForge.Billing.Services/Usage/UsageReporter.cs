using System.Globalization;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.StripeIntents;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Data.Usage;
using ClientForge.Billing.Data.WorkItems;
using ClientForge.Billing.Services.StripeApi;
using Stripe.Billing;

namespace ClientForge.Billing.Services.Usage;

/// <summary>
/// Tells Stripe's meters what was used: one event an hour and metric, more only for what came later. The identifier is made
/// of tenant, metric, hour and revision, so that no crash and no retry reports anything twice.
/// </summary>
public sealed class UsageReporter(
    Database database,
    UsageReportRepository reports,
    SubscriptionRepository subscriptions,
    WorkItemRepository items,
    StripeIntents intents,
    TimeProvider time)
{
    internal const string WorkKind = "usage.report";
    internal const string IntentKind = "usage.report";
    internal const string MeterEventType = "billing.meter_event";

    // One report for what comes within so long.
    private static readonly TimeSpan Slot = TimeSpan.FromMinutes(5);

    /// <summary>Makes sure that a report will be sent soon; at once for a period that has ended, since its invoice is about to be finalized.</summary>
    public Task ScheduleAsync(Work work, Guid tenantId, bool periodHasEnded, DateTimeOffset now)
    {
        var slotEnd = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % Slot.Ticks), TimeSpan.Zero) + Slot;
        var dueAt = periodHasEnded ? now : slotEnd;
        return items.AddAsync(work, new WorkItem
        {
            TenantId = tenantId,
            Id = Guid.CreateVersion7(now),
            Kind = WorkKind,
            Key = dueAt.UtcTicks.ToString(CultureInfo.InvariantCulture),
            Payload = Json.From(new { }),
            DueAt = dueAt,
            CreatedAt = now,
        });
    }

    /// <summary>Stages what waits and sends what is staged.</summary>
    /// <exception cref="Errors.BillingException">Stripe did not answer; what is left is sent again.</exception>
    public async Task ReportAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var (subscription, staged) = await database.InTenantAsync(
            tenantId,
            async work =>
            {
                await work.LockTenantAsync(tenantId, WorkKind);
                var current = await subscriptions.FindCurrentAsync(work, tenantId);
                await reports.StageAsync(work, tenantId, current?.TrialEnd, time.GetUtcNow());
                return (current, await reports.ListStagedAsync(work, tenantId));
            },
            cancellationToken);
        if (subscription is null)
            return;
        foreach (var item in staged)
            await SendAsync(item, subscription.StripeCustomerId, cancellationToken);
    }

    private async Task SendAsync(UsageReportItemRow item, string stripeCustomerId, CancellationToken cancellationToken)
    {
        var options = new MeterEventCreateOptions
        {
            EventName = item.EventName,
            Identifier = item.Identifier,
            Timestamp = item.EventTime.UtcDateTime,
            Payload = new Dictionary<string, string>
            {
                ["stripe_customer_id"] = stripeCustomerId,
                ["value"] = item.Quantity.ToString(CultureInfo.InvariantCulture),
            },
        };
        var outcome = await intents.RunAsync(
            new IntentPlan
            {
                TenantId = item.TenantId,
                Id = intents.NewId(),
                Kind = IntentKind,
                NaturalKey = item.Identifier,
                ObjectType = MeterEventType,
                Call = await StripeCall.CaptureAsync(stripe => stripe.V1.Billing.MeterEvents.CreateAsync(options, cancellationToken: cancellationToken)),
                Actor = "job:usage-report",
            },
            cancellationToken);
        await SettleAsync(item, outcome.Intent, cancellationToken);
        if (!outcome.Intent.IsFinal)
            throw StripeErrors.OutcomeUnknown();
    }

    private Task SettleAsync(UsageReportItemRow item, StripeIntentRow intent, CancellationToken cancellationToken)
    {
        if (!intent.IsFinal)
            return Task.CompletedTask;
        var confirmed = intent.State == IntentState.Succeeded || IsKnownAlready(intent);
        return database.InTenantAsync(
            item.TenantId,
            work => reports.FinishAsync(work, item, confirmed ? "confirmed" : "failed", confirmed ? null : intent.ErrorCode ?? intent.ErrorType, time.GetUtcNow()),
            cancellationToken);
    }

    // Stripe has no code for it: the message is all there is to tell a known identifier by. It means that the report arrived.
    private static bool IsKnownAlready(StripeIntentRow intent) =>
        intent.HttpStatus == 400 && intent.ErrorMessage?.Contains("already exists with identifier", StringComparison.Ordinal) == true;
}
