using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Audit;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.Audit;
using ClientForge.Billing.Services.Webhooks;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>What the history shows of a subscription at one moment.</summary>
public sealed record SubscriptionSnapshot
{
    public required Guid PlanId { get; init; }

    public required string Status { get; init; }

    public required long Quantity { get; init; }

    public required string Interval { get; init; }

    /// <summary>Minor units a seat.</summary>
    public required long UnitAmount { get; init; }

    public required string Currency { get; init; }

    public required bool CancelAtPeriodEnd { get; init; }

    public DateTimeOffset? TrialEnd { get; init; }

    public required bool Paused { get; init; }

    public string? DiscountCode { get; init; }

    public Guid? ScheduledPlanId { get; init; }

    public long? ScheduledQuantity { get; init; }

    public DateTimeOffset? ScheduledAt { get; init; }

    public static SubscriptionSnapshot Of(SubscriptionRow row) => new()
    {
        PlanId = row.PlanId,
        Status = row.Status,
        Quantity = row.Quantity,
        Interval = row.Interval,
        UnitAmount = row.UnitAmount,
        Currency = row.Currency,
        CancelAtPeriodEnd = row.CancelAtPeriodEnd,
        TrialEnd = row.TrialEnd,
        Paused = row.CollectionPaused,
        DiscountCode = row.DiscountCode,
        ScheduledPlanId = row.ScheduledPlanId,
        ScheduledQuantity = row.ScheduledQuantity,
        ScheduledAt = row.ScheduledAt,
    };
}

/// <summary>Writes and reads the history of a tenant's subscriptions: rows of the audit log, one for each change that was seen.</summary>
public sealed class SubscriptionHistory(Database database, SubscriptionHistoryRepository history, AuditTrail audit)
{
    private const string ObjectType = "subscription";

    /// <summary>Newest first, after the entry <paramref name="after"/>.</summary>
    public Task<IReadOnlyList<AuditEntry>> ListAsync(Guid tenantId, Guid? after, int limit, CancellationToken cancellationToken) =>
        database.InTenantAsync(tenantId, work => history.ListAsync(work, tenantId, after, limit), cancellationToken);

    /// <summary>The name of what happened between two snapshots; null when nothing that is shown did.</summary>
    internal static string? ActionOf(SubscriptionSnapshot? before, SubscriptionSnapshot after) => (before, after) switch
    {
        (null, _) => "subscription.created",
        _ when before == after => null,
        (_, { Status: "canceled" }) when before.Status != "canceled" => "subscription.canceled",
        (_, { Status: "incomplete_expired" }) when before.Status != "incomplete_expired" => "subscription.expired",
        _ when before.PlanId != after.PlanId => "subscription.plan_changed",
        _ when before.Interval != after.Interval => "subscription.interval_changed",
        _ when before.Quantity != after.Quantity => "subscription.seats_changed",
        _ when before.CancelAtPeriodEnd != after.CancelAtPeriodEnd => after.CancelAtPeriodEnd ? "subscription.cancellation_scheduled" : "subscription.reactivated",
        _ when before.Paused != after.Paused => after.Paused ? "subscription.paused" : "subscription.resumed",
        _ when before.ScheduledAt != after.ScheduledAt || before.ScheduledPlanId != after.ScheduledPlanId || before.ScheduledQuantity != after.ScheduledQuantity =>
            after.ScheduledAt is null ? "subscription.change_unscheduled" : "subscription.change_scheduled",
        _ when before.DiscountCode != after.DiscountCode => after.DiscountCode is null ? "subscription.coupon_removed" : "subscription.coupon_applied",
        _ when before.TrialEnd != after.TrialEnd => "subscription.trial_changed",
        _ when before.Status != after.Status => "subscription.status_changed",
        _ => "subscription.updated",
    };

    internal async Task TellAsync(Work work, SubscriptionRow? before, SubscriptionRow after, ProjectionContext context)
    {
        var was = before is null ? null : SubscriptionSnapshot.Of(before);
        var becomes = SubscriptionSnapshot.Of(after);
        if (ActionOf(was, becomes) is not { } action)
            return;

        // A webhook may be faster than the command that caused it; the change is still the command's.
        var actor = context.Actor == "webhook"
            ? await history.FindActorAsync(work, context.TenantId, after.StripeSubscriptionId, before?.UpdatedAt ?? DateTimeOffset.UnixEpoch) ?? context.Actor
            : context.Actor;
        await audit.AppendAsync(work, new AuditedChange
        {
            TenantId = context.TenantId,
            Actor = actor,
            Action = action,
            ObjectType = ObjectType,
            ObjectId = after.Id.ToString(),
            Before = was,
            After = becomes,
            TraceId = context.TraceId,
        });
    }
}
