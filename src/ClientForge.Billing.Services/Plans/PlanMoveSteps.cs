using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Accounts;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.WorkItems;
using ClientForge.Billing.Services.Audit;
using ClientForge.Billing.Services.Notifications;

namespace ClientForge.Billing.Services.Plans;

/// <summary>Of <c>subscription.move</c> and <c>subscription.move_back</c>.</summary>
internal sealed record PlanMovePayload(Guid MoveId, string Actor);

/// <summary>The parts of a move that happen in one unit of work: notices, work for each tenant, the audit rows.</summary>
public sealed class PlanMoveSteps(PlanMoveRepository moves, PlanRepository plans, AccountRepository accounts, WorkItemRepository workItems, MailOutbox mails, AuditTrail audit)
{
    internal const string MoveKind = "subscription.move";
    internal const string MoveBackKind = "subscription.move_back";

    internal async Task StartAsync(Work work, PlanMoveRow move, string reason, string actor)
    {
        var now = await BeginAsync(work, move, PlanMoveState.Running, "plan_move.started", reason, actor);
        var plan = (await plans.FindAsync(work, move.PlanId))!;
        foreach (var item in (await moves.ListItemsAsync(work, move.Id)).Where(item => item.State == "previewed"))
        {
            var noticed = item with { State = "noticed", DueAt = now.AddDays(move.NoticeDays), UpdatedAt = now };
            await moves.AdvanceAsync(work, noticed, from: "previewed");
            await workItems.AddAsync(work, Item(noticed, MoveKind, noticed.DueAt.Value, actor, now));
            await NotifyAsync(work, noticed, plan.Name, isTakenBack: false);
        }
    }

    internal async Task StopAsync(Work work, PlanMoveRow move, string reason, string actor)
    {
        var now = await BeginAsync(work, move, PlanMoveState.Stopped, "plan_move.stopped", reason, actor);
        await WithdrawAsync(work, move, now);
    }

    internal async Task RollBackAsync(Work work, PlanMoveRow move, string reason, string actor)
    {
        var now = await BeginAsync(work, move, PlanMoveState.RolledBack, "plan_move.rolled_back", reason, actor);
        await WithdrawAsync(work, move, now);
        foreach (var item in (await moves.ListItemsAsync(work, move.Id)).Where(item => item.State == "moved"))
            await workItems.AddAsync(work, Item(item, MoveBackKind, now, actor, now));
    }

    /// <summary>Tells a tenant of his new price, or that he keeps the old one.</summary>
    internal async Task NotifyAsync(Work work, PlanMoveItemRow item, string planName, bool isTakenBack)
    {
        var contact = await accounts.FindContactAsync(work, item.TenantId);
        await mails.EnqueueAsync(work, new MailOrder
        {
            TenantId = item.TenantId,
            Template = PriceChangeMail.Template,
            Key = $"{item.MoveId}:{(isTakenBack ? "back" : "notice")}",
            Recipient = contact?.Email,
            Payload = new PriceChangeMail
            {
                CustomerName = contact?.Name,
                PlanName = planName,
                OldTotal = item.OldTotal,
                NewTotal = item.NewTotal,
                Currency = item.Currency,
                EffectiveAt = item.DueAt ?? item.UpdatedAt,
                NextInvoiceAt = item.NextInvoiceAt,
                IsTakenBack = isTakenBack,
            },
        });
    }

    // Who was told and not moved yet hears that nothing changes for him.
    private async Task WithdrawAsync(Work work, PlanMoveRow move, DateTimeOffset now)
    {
        var plan = (await plans.FindAsync(work, move.PlanId))!;
        foreach (var item in (await moves.ListItemsAsync(work, move.Id)).Where(item => item.State == "noticed"))
        {
            if (!await moves.AdvanceAsync(work, item with { State = "stopped", UpdatedAt = now }, from: "noticed"))
                continue;
            await workItems.CancelAsync(work, item.TenantId, MoveKind, move.Id.ToString(), now);
            await NotifyAsync(work, item, plan.Name, isTakenBack: true);
        }
    }

    private async Task<DateTimeOffset> BeginAsync(Work work, PlanMoveRow move, string state, string action, string reason, string actor)
    {
        var now = audit.Now;
        await moves.SetStateAsync(work, move.Id, state, now);
        await audit.AppendAsync(work, new AuditedChange
        {
            TenantId = null,
            Actor = actor,
            Action = action,
            ObjectType = "plan_move",
            ObjectId = move.Id.ToString(),
            Before = new { move.PlanId, move.ToVersion, move.State },
            After = new { move.PlanId, move.ToVersion, State = state },
            Reason = reason,
        });
        return now;
    }

    private static WorkItem Item(PlanMoveItemRow item, string kind, DateTimeOffset dueAt, string actor, DateTimeOffset now) => new()
    {
        TenantId = item.TenantId,
        Id = Guid.CreateVersion7(now),
        Kind = kind,
        Key = item.MoveId.ToString(),
        Payload = Json.From(new PlanMovePayload(item.MoveId, actor)),
        DueAt = dueAt,
        CreatedAt = now,
    };
}
