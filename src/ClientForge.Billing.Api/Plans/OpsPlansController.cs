using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Api.Lists;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.Plans;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Plans;

/// <summary>Ops' changes of the catalogue; each is mirrored to Stripe before it is answered.</summary>
[ApiController]
[Authorize(Policies.Ops)]
[Route("api/v1/ops/plans")]
public sealed class OpsPlansController(PlanService plans, PlanEditor editor, CurrentRequest current) : ControllerBase
{
    /// <summary>Every plan, archived ones too.</summary>
    [HttpGet]
    [ProducesResponseType<ListAnswer<PlanResponse>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<ListAnswer<PlanResponse>>> ListAsync(CancellationToken cancellationToken) =>
        new ListAnswer<PlanResponse>([.. (await plans.ListAllAsync(cancellationToken)).Select(PlanResponse.Of)]);

    /// <summary>Puts a plan on sale.</summary>
    /// <response code="409"><c>plan_code_taken</c></response>
    /// <response code="422"><c>validation_failed</c>, <c>price_missing</c>, <c>metric_not_found</c></response>
    [HttpPost]
    [ProducesResponseType<PlanResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<ActionResult<PlanResponse>> CreateAsync(PlanRequest request, CancellationToken cancellationToken)
    {
        RequireNewPlan(request);
        var id = await editor.CreateAsync(request.ToDraft(), current.Actor, cancellationToken);
        return Created($"/api/v1/billing/plans/{id}", PlanResponse.Of(await plans.GetAsync(id, cancellationToken)));
    }

    /// <summary>Changes a plan. A changed price holds for new subscribers; the others keep theirs.</summary>
    /// <response code="404"><c>plan_not_found</c></response>
    /// <response code="409"><c>plan_archived</c></response>
    /// <response code="422"><c>validation_failed</c>, <c>metric_not_found</c></response>
    [HttpPut("{id:guid}")]
    [ProducesResponseType<PlanResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<ActionResult<PlanResponse>> ChangeAsync(Guid id, PlanRequest request, CancellationToken cancellationToken)
    {
        if (request.Code is not null || request.Tier is not null || request.Currency is not null)
            throw BillingException.Invalid("validation_failed", "code", "Code, tier and currency of a plan cannot be changed.");
        await editor.ChangeAsync(id, request.ToDraft(), current.OperationKey, current.Actor, cancellationToken);
        return PlanResponse.Of(await plans.GetAsync(id, cancellationToken));
    }

    /// <summary>Takes a plan off sale; its subscribers keep it.</summary>
    /// <response code="404"><c>plan_not_found</c></response>
    /// <response code="409"><c>plan_archived</c></response>
    [HttpPost("{id:guid}/archive")]
    [ProducesResponseType<PlanResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<PlanResponse>> ArchiveAsync(Guid id, ReasonBody body, CancellationToken cancellationToken)
    {
        await editor.ArchiveAsync(id, body.Reason!, current.OperationKey, current.Actor, cancellationToken);
        return PlanResponse.Of(await plans.GetAsync(id, cancellationToken));
    }

    private static readonly string[] RequiredForNew = ["Required for a new plan."];

    private static void RequireNewPlan(PlanRequest request)
    {
        var missing = new (string Field, object? Value)[] { ("code", request.Code), ("name", request.Name), ("tier", request.Tier), ("currency", request.Currency) }
            .Where(pair => pair.Value is null)
            .ToDictionary(pair => pair.Field, _ => RequiredForNew);
        if (missing.Count > 0)
            throw BillingException.Invalid(missing);
    }
}
