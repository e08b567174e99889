using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.StripeIntents;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Data.WorkItems;
using ClientForge.Billing.Services.Jobs;
using ClientForge.Billing.Services.StripeApi;
using ClientForge.Billing.Services.Subscriptions;

namespace ClientForge.Billing.Services.Plans;

/// <summary>Moves one tenant to another price of his plan: nothing is charged now, the next period is billed at the new price.</summary>
public sealed class PlanMover(
    Database database, PlanMoveRepository moves, SubscriptionRepository subscriptions, PlanMovePricing pricing, StripeCommands commands, TimeProvider time)
{
    /// <summary>After the notice: to the new price, unless the move was stopped or the subscription has changed meanwhile.</summary>
    internal async Task MoveAsync(Guid tenantId, PlanMovePayload payload, CancellationToken cancellationToken)
    {
        if (await FindAsync(tenantId, payload.MoveId, cancellationToken) is { State: "noticed" } item)
            await RepriceAsync(item, new Repricing(item.FromPriceId, item.ToPriceId, "moved"), payload.Actor, cancellationToken);
    }

    /// <summary>After a roll-back: to the old price.</summary>
    /// <returns>The item when its tenant is to be told; null otherwise.</returns>
    internal async Task<PlanMoveItemRow?> MoveBackAsync(Guid tenantId, PlanMovePayload payload, CancellationToken cancellationToken)
    {
        if (await FindAsync(tenantId, payload.MoveId, cancellationToken) is not { State: "moved" } item)
            return null;
        return await RepriceAsync(item, new Repricing(item.ToPriceId, item.FromPriceId, "rolled_back"), payload.Actor, cancellationToken) ? item : null;
    }

    private Task<PlanMoveItemRow?> FindAsync(Guid tenantId, Guid moveId, CancellationToken cancellationToken) =>
        database.InTenantAsync(tenantId, work => moves.FindItemAsync(work, tenantId, moveId), cancellationToken);

    // The item's new state is stored with the intent: a stop comes before both or after both.
    private async Task<bool> RepriceAsync(PlanMoveItemRow item, Repricing step, string actor, CancellationToken cancellationToken)
    {
        var command = new StripeCommand
        {
            Context = new RequestContext { TenantId = item.TenantId, Actor = actor, OperationKey = $"plan-move:{item.MoveId}" },
            Kind = "subscription.move_price",
            ObjectType = MirroredTypes.Subscription,
            Step = step.Becomes,
            Decide = async (work, _) =>
            {
                var row = await subscriptions.FindAsync(work, item.TenantId, item.SubscriptionId);
                var refusal = Refuse(row, step.From);
                if (!await AdvanceAsync(work, item, item.State, refusal is null ? step.Becomes : "skipped", refusal) || refusal is not null)
                    return null;
                return await SubscriptionCalls.UpdateAsync(await pricing.PartsAsync(work, row!, step.To), "allow_incomplete");
            },
        };
        var outcome = await commands.TryRunAsync(command, cancellationToken);
        if (outcome?.Intent is { State: IntentState.Rejected } refused)
            await database.InTenantAsync(item.TenantId, work => AdvanceAsync(work, item, step.Becomes, "skipped", refused.ErrorCode ?? "stripe_refused"), cancellationToken);
        return outcome is { Intent.State: not IntentState.Rejected };
    }

    private Task<bool> AdvanceAsync(Work work, PlanMoveItemRow item, string from, string to, string? detail) =>
        moves.AdvanceAsync(work, item with { State = to, Detail = detail, UpdatedAt = time.GetUtcNow() }, from);

    private sealed record Repricing(Guid From, Guid To, string Becomes);

    private static string? Refuse(SubscriptionRow? row, Guid from) => row switch
    {
        null or { HasEnded: true } => "subscription_ended",
        _ when row.PlanPriceId != from => "subscription_changed",
        _ when row.CancelAtPeriodEnd || row.CancelAt is not null => "subscription_canceling",
        { ScheduledAt: not null } or { StripeScheduleId: not null } => "change_scheduled",
        _ => SubscriptionRules.Refuse(SubscriptionCommand.Change, row)?.Code,
    };
}

/// <summary>A tenant's notice has run out.</summary>
internal sealed class PlanMoveHandler(PlanMover mover) : IWorkHandler
{
    public string Kind => PlanMoveSteps.MoveKind;

    public Task HandleAsync(WorkItem item, CancellationToken cancellationToken) =>
        mover.MoveAsync(item.TenantId!.Value, item.Payload.Read<PlanMovePayload>(), cancellationToken);
}

/// <summary>A move was rolled back.</summary>
internal sealed class PlanMoveBackHandler(PlanMover mover, Database database, PlanMoveRepository moves, PlanRepository plans, PlanMoveSteps steps) : IWorkHandler
{
    public string Kind => PlanMoveSteps.MoveBackKind;

    public async Task HandleAsync(WorkItem item, CancellationToken cancellationToken)
    {
        var tenantId = item.TenantId!.Value;
        if (await mover.MoveBackAsync(tenantId, item.Payload.Read<PlanMovePayload>(), cancellationToken) is not { } back)
            return;
        await database.AsSystemAsync(
            async work =>
            {
                var move = (await moves.FindAsync(work, back.MoveId))!;
                await steps.NotifyAsync(work, back, (await plans.FindAsync(work, move.PlanId))!.Name, isTakenBack: true);
            },
            cancellationToken);
    }
}
