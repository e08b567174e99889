using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Api.Lists;
using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.Services.Dunning;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Dunning;

/// <summary>Failed payments, for operators.</summary>
[ApiController]
[Authorize(Policies.Ops)]
[Route("api/v1/ops")]
public sealed class DunningOpsController(DunningService dunning, DunningOverview overview, CurrentRequest request) : ControllerBase
{
    /// <summary>All invoices in dunning, newest failure first.</summary>
    [HttpGet("dunning")]
    [ProducesResponseType<ListAnswer<DunningPipelineRow>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<ListAnswer<DunningPipelineRow>>> ListAsync([FromQuery] ListQuery query, CancellationToken cancellationToken)
    {
        var rows = await overview.ListPipelineAsync(query.CursorId(), query.Limit + 1, cancellationToken);
        return query.Answer(rows, row => row, row => row.CaseId.ToString());
    }

    /// <summary>Every try to be paid for an invoice, whoever made it.</summary>
    [HttpGet("invoices/{id:guid}/attempts")]
    [ProducesResponseType<ListAnswer<PaymentAttemptAnswer>>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<ListAnswer<PaymentAttemptAnswer>>> AttemptsAsync(Guid id, CancellationToken cancellationToken)
    {
        var rows = await overview.ListTriesAsync(id, cancellationToken);
        return new ListAnswer<PaymentAttemptAnswer>([.. rows.Select(PaymentAttemptAnswer.From)]);
    }

    /// <summary>Tries to be paid for an open invoice now, outside its schedule.</summary>
    [HttpPost("invoices/{id:guid}/retry")]
    [ProducesResponseType<PaymentAttemptAnswer>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status402PaymentRequired)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<PaymentAttemptAnswer>> RetryAsync(Guid id, ReasonBody body, CancellationToken cancellationToken) =>
        PaymentAttemptAnswer.From(await dunning.RetryNowAsync(id, request.OperationKey, body.Reason!, request.Actor, cancellationToken));

    /// <summary>Suspends a tenant until a person reactivates it.</summary>
    [HttpPost("tenants/{id:guid}/suspend")]
    [ProducesResponseType<AccountStatusAnswer>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<AccountStatusAnswer>> SuspendAsync(Guid id, ReasonBody body, CancellationToken cancellationToken) =>
        AccountStatusAnswer.From(await dunning.SuspendAccountAsync(id, body.Reason!, request.Actor, cancellationToken));

    /// <summary>Lifts a tenant's suspension, whatever its cause.</summary>
    [HttpPost("tenants/{id:guid}/reactivate")]
    [ProducesResponseType<AccountStatusAnswer>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<AccountStatusAnswer>> ReactivateAsync(Guid id, ReasonBody body, CancellationToken cancellationToken) =>
        AccountStatusAnswer.From(await dunning.ReactivateAccountAsync(id, body.Reason!, request.Actor, cancellationToken));
}
