using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Api.Lists;
using ClientForge.Billing.Services.Plans;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Plans;

/// <summary>Moves who is billed at an older version of a plan to its present prices.</summary>
[ApiController]
[Authorize(Policies.Ops)]
[Route("api/v1/ops")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
public sealed class PlanMovesController(PlanMoves moves, CurrentRequest current) : ControllerBase
{
    private const int DefaultNoticeDays = 30;

    /// <summary>The plan's moves.</summary>
    /// <response code="404"><c>plan_not_found</c></response>
    [HttpGet("plans/{id:guid}/moves")]
    [ProducesResponseType<ListAnswer<PlanMoveResponse>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<ListAnswer<PlanMoveResponse>>> ListAsync(Guid id, CancellationToken cancellationToken) =>
        new ListAnswer<PlanMoveResponse>([.. (await moves.ListAsync(id, cancellationToken)).Select(PlanMoveResponse.Of)]);

    /// <summary>Drafts a move: for each tenant, what the next invoice comes to at the old and at the new prices. Nobody is told yet.</summary>
    /// <response code="404"><c>plan_not_found</c></response>
    /// <response code="409"><c>plan_archived</c>, <c>cohort_empty</c></response>
    [HttpPost("plans/{id:guid}/moves")]
    [ProducesResponseType<PlanMoveResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
    public async Task<ActionResult<PlanMoveResponse>> DraftAsync(Guid id, PlanMoveRequest request, CancellationToken cancellationToken)
    {
        var order = new PlanMoveOrder { PlanId = id, Reason = request.Reason!, NoticeDays = request.NoticeDays ?? DefaultNoticeDays, Actor = current.Actor };
        var view = await moves.DraftAsync(order, cancellationToken);
        return Created($"/api/v1/ops/plan-moves/{view.Move.Id}", PlanMoveResponse.Of(view));
    }

    /// <summary>One move with everybody in it.</summary>
    /// <response code="404"><c>plan_move_not_found</c></response>
    [HttpGet("plan-moves/{id:guid}")]
    [ProducesResponseType<PlanMoveResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult<PlanMoveResponse>> GetAsync(Guid id, CancellationToken cancellationToken) =>
        PlanMoveResponse.Of(await moves.GetAsync(id, cancellationToken));

    /// <summary>Sends the notices; each tenant is moved when his has run out, and billed the new price from the next period on.</summary>
    /// <response code="404"><c>plan_move_not_found</c></response>
    /// <response code="409"><c>plan_move_not_draft</c>, <c>plan_move_outdated</c></response>
    [HttpPost("plan-moves/{id:guid}/start")]
    [ProducesResponseType<PlanMoveResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<PlanMoveResponse>> StartAsync(Guid id, ReasonBody body, CancellationToken cancellationToken) =>
        PlanMoveResponse.Of(await moves.StartAsync(id, body.Reason!, current.Actor, cancellationToken));

    /// <summary>Moves nobody else; who was told and not moved is told that nothing changes.</summary>
    /// <response code="404"><c>plan_move_not_found</c></response>
    /// <response code="409"><c>plan_move_not_running</c></response>
    [HttpPost("plan-moves/{id:guid}/stop")]
    [ProducesResponseType<PlanMoveResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<PlanMoveResponse>> StopAsync(Guid id, ReasonBody body, CancellationToken cancellationToken) =>
        PlanMoveResponse.Of(await moves.StopAsync(id, body.Reason!, current.Actor, cancellationToken));

    /// <summary>Stops, and moves everybody back who was moved.</summary>
    /// <response code="404"><c>plan_move_not_found</c></response>
    /// <response code="409"><c>plan_move_not_started</c></response>
    [HttpPost("plan-moves/{id:guid}/rollback")]
    [ProducesResponseType<PlanMoveResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<PlanMoveResponse>> RollBackAsync(Guid id, ReasonBody body, CancellationToken cancellationToken) =>
        PlanMoveResponse.Of(await moves.RollBackAsync(id, body.Reason!, current.Actor, cancellationToken));
}
