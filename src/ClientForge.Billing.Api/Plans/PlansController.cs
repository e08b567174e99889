using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Api.Lists;
using ClientForge.Billing.Services.Plans;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Plans;

/// <summary>The catalogue.</summary>
[ApiController]
[Authorize(Policies.TenantRead)]
[Route("api/v1/billing/plans")]
public sealed class PlansController(PlanService plans) : ControllerBase
{
    /// <summary>The plans on sale, the cheapest first.</summary>
    [HttpGet]
    [ProducesResponseType<ListAnswer<PlanResponse>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<ListAnswer<PlanResponse>>> ListAsync(CancellationToken cancellationToken) =>
        new ListAnswer<PlanResponse>([.. (await plans.ListAsync(cancellationToken)).Select(PlanResponse.Of)]);

    /// <summary>One plan, also one that is not on sale any more.</summary>
    /// <response code="404"><c>plan_not_found</c></response>
    [HttpGet("{id:guid}")]
    [ProducesResponseType<PlanResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<PlanResponse>> GetAsync(Guid id, CancellationToken cancellationToken) =>
        PlanResponse.Of(await plans.GetAsync(id, cancellationToken));
}
