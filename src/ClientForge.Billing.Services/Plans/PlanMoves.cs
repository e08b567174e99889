using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Services.Plans;

/// <summary>A move with everybody in it.</summary>
public sealed record PlanMoveView(PlanMoveRow Move, IReadOnlyList<PlanMoveItemRow> Items);

/// <summary>What a person decides of a move.</summary>
public sealed record PlanMoveOrder
{
    public required Guid PlanId { get; init; }

    public required string Reason { get; init; }

    /// <summary>Days between the notice and the move.</summary>
    public required int NoticeDays { get; init; }

    /// <summary><c>ops:…</c></summary>
    public required string Actor { get; init; }
}

/// <summary>
/// Moves who is billed at an older version of a plan to its present prices: shown for each tenant before, announced, then done
/// tenant by tenant, to be stopped at any time and taken back.
/// </summary>
public sealed class PlanMoves(Database database, PlanRepository plans, PlanMoveRepository moves, PlanMovePricing pricing, PlanMoveSteps steps, TimeProvider time)
{
    /// <summary>Each tenant of a move is priced at Stripe before it is answered; a bigger cohort is moved in several.</summary>
    public const int MaxCohort = 500;

    /// <summary>Newest first.</summary>
    /// <exception cref="BillingException">404 <c>plan_not_found</c>.</exception>
    public Task<IReadOnlyList<PlanMoveRow>> ListAsync(Guid planId, CancellationToken cancellationToken) => database.AsSystemAsync(
        async work => await plans.FindAsync(work, planId) is null ? throw PlanNotFound() : await moves.ListAsync(work, planId),
        cancellationToken);

    /// <exception cref="BillingException">404 <c>plan_move_not_found</c>.</exception>
    public Task<PlanMoveView> GetAsync(Guid id, CancellationToken cancellationToken) => database.AsSystemAsync(
        async work => new PlanMoveView(await moves.FindAsync(work, id) ?? throw NotFound(), await moves.ListItemsAsync(work, id)), cancellationToken);

    /// <summary>Finds the cohort and shows what each tenant's next invoice comes to, before and after; nobody is told yet.</summary>
    /// <exception cref="BillingException">404 <c>plan_not_found</c>; 409 <c>plan_archived</c>, <c>cohort_empty</c>; 502.</exception>
    public async Task<PlanMoveView> DraftAsync(PlanMoveOrder order, CancellationToken cancellationToken)
    {
        await pricing.EnsureMirroredAsync(cancellationToken);
        var (plan, cohort) = await database.AsSystemAsync(
            async work => (await plans.FindAsync(work, order.PlanId) ?? throw PlanNotFound(), await moves.ListCohortAsync(work, order.PlanId, MaxCohort)),
            cancellationToken);
        if (!plan.Active)
            throw BillingException.Conflict("plan_archived", "The plan is archived; it has no present prices.");
        if (cohort.Count == 0)
            throw BillingException.Conflict("cohort_empty", "Nobody who could be moved is billed at an older version of the plan.");
        var now = time.GetUtcNow();
        var move = new PlanMoveRow
        {
            Id = Guid.CreateVersion7(now),
            PlanId = plan.Id,
            ToVersion = plan.Version,
            State = PlanMoveState.Draft,
            Reason = order.Reason,
            NoticeDays = order.NoticeDays,
            CreatedBy = order.Actor,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var items = await pricing.PriceAsync(move, cohort, cancellationToken);
        await database.AsSystemAsync(
            async work =>
            {
                await moves.AddAsync(work, move);
                await moves.AddItemsAsync(work, items);
            },
            cancellationToken);
        return new PlanMoveView(move, items);
    }

    /// <summary>Tells everybody, and has each moved when his notice has run out.</summary>
    /// <exception cref="BillingException">404; 409 <c>plan_move_not_draft</c>, <c>plan_move_outdated</c>: the plan has changed again.</exception>
    public Task<PlanMoveView> StartAsync(Guid id, string reason, string actor, CancellationToken cancellationToken) => ChangeAsync(
        id,
        async (work, move) =>
        {
            if (move.State != PlanMoveState.Draft)
                throw BillingException.Conflict("plan_move_not_draft", $"The move is {move.State}.");
            if ((await plans.FindAsync(work, move.PlanId))!.Version != move.ToVersion)
                throw BillingException.Conflict("plan_move_outdated", "The plan has a newer version. Draft the move anew, so that everybody is shown what he will pay.");
            await steps.StartAsync(work, move, reason, actor);
        },
        cancellationToken);

    /// <summary>Moves nobody else; who was moved stays so.</summary>
    /// <exception cref="BillingException">404; 409 <c>plan_move_not_running</c>.</exception>
    public Task<PlanMoveView> StopAsync(Guid id, string reason, string actor, CancellationToken cancellationToken) => ChangeAsync(
        id,
        async (work, move) =>
        {
            if (move.State != PlanMoveState.Running)
                throw BillingException.Conflict("plan_move_not_running", $"The move is {move.State}.");
            await steps.StopAsync(work, move, reason, actor);
        },
        cancellationToken);

    /// <summary>Stops, and moves everybody back who was moved; each is told.</summary>
    /// <exception cref="BillingException">404; 409 <c>plan_move_not_started</c>.</exception>
    public Task<PlanMoveView> RollBackAsync(Guid id, string reason, string actor, CancellationToken cancellationToken) => ChangeAsync(
        id,
        async (work, move) =>
        {
            if (move.State is not (PlanMoveState.Running or PlanMoveState.Stopped))
                throw BillingException.Conflict("plan_move_not_started", $"The move is {move.State}.");
            await steps.RollBackAsync(work, move, reason, actor);
        },
        cancellationToken);

    private async Task<PlanMoveView> ChangeAsync(Guid id, Func<Work, PlanMoveRow, Task> change, CancellationToken cancellationToken)
    {
        await database.AsSystemAsync(async work => await change(work, await moves.LockAsync(work, id) ?? throw NotFound()), cancellationToken);
        return await GetAsync(id, cancellationToken);
    }

    private static BillingException PlanNotFound() => BillingException.NotFound("plan_not_found", "There is no such plan.");

    private static BillingException NotFound() => BillingException.NotFound("plan_move_not_found", "There is no such move.");
}
