using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Api.Lists;
using ClientForge.Billing.Data.Ops;
using ClientForge.Billing.Services.Ops;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Ops;

/// <summary>The queues, for operators: what waits, what was given up, and putting it back.</summary>
[ApiController]
[Authorize(Policies.Ops)]
[Route("api/v1/ops")]
public sealed class QueuesController(OpsQueues queues, CurrentRequest request) : ControllerBase
{
    /// <summary>How much of each queue stands in each state.</summary>
    [HttpGet("queues")]
    [ProducesResponseType<ListAnswer<QueueFigure>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<ListAnswer<QueueFigure>>> FiguresAsync(CancellationToken cancellationToken) =>
        new ListAnswer<QueueFigure>(await queues.GetFiguresAsync(cancellationToken));

    /// <summary>Messages of the outbox, newest first.</summary>
    /// <param name="query">The page.</param>
    /// <param name="state"><c>waiting</c>, <c>sent</c>, <c>canceled</c> or <c>dead</c>.</param>
    /// <param name="cancellationToken">Of the request.</param>
    [HttpGet("outbox")]
    [ProducesResponseType<ListAnswer<OutboxEntry>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<ListAnswer<OutboxEntry>>> OutboxAsync([FromQuery] ListQuery query, [FromQuery] string? state, CancellationToken cancellationToken)
    {
        var rows = await queues.ListOutboxAsync(state, query.CursorId(), query.Limit + 1, cancellationToken);
        return query.Answer(rows, row => row, row => row.Id.ToString());
    }

    /// <summary>Puts a dead message back, due now.</summary>
    [HttpPost("outbox/{id:guid}/requeue")]
    [ProducesResponseType<OutboxEntry>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<OutboxEntry>> RequeueMessageAsync(Guid id, ReasonBody body, CancellationToken cancellationToken) =>
        await queues.RequeueMessageAsync(id, body.Reason!, request.Actor, cancellationToken);

    /// <summary>Work items, newest first.</summary>
    /// <param name="query">The page.</param>
    /// <param name="state"><c>waiting</c>, <c>done</c>, <c>canceled</c> or <c>dead</c>.</param>
    /// <param name="kind">The kind or its beginning: <c>dunning.</c></param>
    /// <param name="cancellationToken">Of the request.</param>
    [HttpGet("work-items")]
    [ProducesResponseType<ListAnswer<WorkEntry>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<ListAnswer<WorkEntry>>> WorkAsync(
        [FromQuery] ListQuery query, [FromQuery] string? state, [FromQuery] string? kind, CancellationToken cancellationToken)
    {
        var rows = await queues.ListWorkAsync(state, kind, query.CursorId(), query.Limit + 1, cancellationToken);
        return query.Answer(rows, row => row, row => row.Id.ToString());
    }

    /// <summary>Puts a dead work item back, due now.</summary>
    [HttpPost("work-items/{id:guid}/requeue")]
    [ProducesResponseType<WorkEntry>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<WorkEntry>> RequeueWorkAsync(Guid id, ReasonBody body, CancellationToken cancellationToken) =>
        await queues.RequeueWorkAsync(id, body.Reason!, request.Actor, cancellationToken);
}
