using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.StripeApi;
using Stripe;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>
/// Changes that wait for the period's end: a Stripe subscription schedule with the present phase as it is and one more,
/// after which the subscription is its own again.
/// </summary>
public sealed class SubscriptionSchedules(Database database, SubscriptionRepository subscriptions, PlanTerms plans, StripeCommands commands, StripeClient stripe)
{
    private const string ScheduleType = "subscription_schedule";
    private static readonly SubscriptionScheduleGetOptions WithSubscription = new() { Expand = ["subscription"] };

    /// <summary>Schedules the change, replacing one that was scheduled before; a change to what is already takes that one back.</summary>
    /// <exception cref="BillingException">404 <c>subscription_not_found</c>; 409 by state, <c>subscription_canceling</c>; 422.</exception>
    public async Task ScheduleAsync(RequestContext context, SubscriptionChange change, CancellationToken cancellationToken)
    {
        await plans.EnsureMirroredAsync(cancellationToken);
        var (subscription, terms) = await database.InTenantAsync(context.TenantId, work => ResolveAsync(work, context.TenantId, change), cancellationToken);
        if (terms.IsSameAs(subscription))
        {
            await ReleaseAsync(context, subscription, cancellationToken);
            return;
        }

        var scheduleId = subscription.StripeScheduleId ?? await commands.RunAsync(Attach(context, subscription), cancellationToken);
        var schedule = await ReadAsync(scheduleId!, cancellationToken);
        await commands.RunAsync(SetPhases(context, subscription, schedule, terms), cancellationToken);
        await commands.RefreshAsync(MirroredTypes.Subscription, subscription.StripeSubscriptionId, context, cancellationToken);
    }

    /// <summary>Takes a scheduled change back; nothing happens when there is none.</summary>
    public async Task ReleaseAsync(RequestContext context, SubscriptionRow subscription, CancellationToken cancellationToken)
    {
        if (subscription.StripeScheduleId is not { } scheduleId)
            return;
        await commands.RunAsync(
            new StripeCommand
            {
                Context = context,
                Kind = "subscription.schedule_release",
                ObjectType = ScheduleType,
                Step = scheduleId,
                Decide = async (_, _) => await StripeCall.CaptureAsync(client => client.V1.SubscriptionSchedules.ReleaseAsync(scheduleId)),
            },
            cancellationToken);
        await commands.RefreshAsync(MirroredTypes.Subscription, subscription.StripeSubscriptionId, context, cancellationToken);
    }

    /// <summary>After the seats changed now: a scheduled change of plan keeps them, unless it was to change them itself.</summary>
    public async Task CarrySeatsAsync(RequestContext context, SubscriptionRow before, CancellationToken cancellationToken)
    {
        if (before is not { ScheduledPlanId: { } planId, ScheduledQuantity: { } scheduled } || scheduled != before.Quantity)
            return;
        var after = await database.InTenantAsync(context.TenantId, work => subscriptions.FindLiveAsync(work, context.TenantId), cancellationToken);
        if (after is null || after.Quantity == before.Quantity)
            return;
        var carried = new SubscriptionChange { PlanId = planId, Interval = before.ScheduledInterval, Quantity = after.Quantity, AtPeriodEnd = true };
        await ScheduleAsync(context, carried, cancellationToken);
    }

    private static StripeCommand Attach(RequestContext context, SubscriptionRow subscription) => new()
    {
        Context = context,
        Kind = "subscription.schedule_create",
        ObjectType = ScheduleType,
        // Nothing else may go along with from_subscription, metadata neither.
        Decide = async (_, _) => await StripeCall.CaptureAsync(client => client.V1.SubscriptionSchedules.CreateAsync(
            new SubscriptionScheduleCreateOptions { FromSubscription = subscription.StripeSubscriptionId })),
    };

    private static StripeCommand SetPhases(RequestContext context, SubscriptionRow subscription, SubscriptionSchedule schedule, SubscriptionTerms terms) => new()
    {
        Context = context,
        Kind = "subscription.schedule_update",
        ObjectType = ScheduleType,
        Decide = async (_, _) => await StripeCall.CaptureAsync(client => client.V1.SubscriptionSchedules.UpdateAsync(
            schedule.Id, SchedulePhases.Build(schedule, subscription, terms))),
    };

    private async Task<(SubscriptionRow Subscription, SubscriptionTerms Terms)> ResolveAsync(Work work, Guid tenantId, SubscriptionChange change)
    {
        var subscription = await subscriptions.FindCurrentAsync(work, tenantId) ?? throw SubscriptionReader.NotFound();
        SubscriptionRules.EnsureAllowed(SubscriptionCommand.Change, subscription);
        if (subscription.CancelAtPeriodEnd)
            throw BillingException.Conflict("subscription_canceling", "The subscription ends with the period. Reactivate it first.");
        return (subscription, await plans.AfterAsync(work, subscription, change));
    }

    private async Task<SubscriptionSchedule> ReadAsync(string scheduleId, CancellationToken cancellationToken)
    {
        try
        {
            return await stripe.V1.SubscriptionSchedules.GetAsync(scheduleId, WithSubscription, cancellationToken: cancellationToken);
        }
        catch (StripeException e)
        {
            throw StripeErrors.Translate(e);
        }
    }
}
