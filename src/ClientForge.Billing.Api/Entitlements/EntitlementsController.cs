using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Api.Lists;
using ClientForge.Billing.Services.Entitlements;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Entitlements;

/// <summary>
/// What the tenant may use now. Answers carry an <c>ETag</c>; who sends it back in <c>If-None-Match</c> is told 304 as long as
/// nothing has changed.
/// </summary>
[ApiController]
[Route("api/v1/billing/entitlements")]
[Authorize(Policies.EntitlementRead)]
public sealed class EntitlementsController(EntitlementService entitlements, CurrentRequest current) : ControllerBase
{
    /// <summary>Everything that the plan grants, or denies, now.</summary>
    /// <response code="304">Nothing has changed since the answer of that <c>ETag</c>.</response>
    [HttpGet]
    [ProducesResponseType<ListAnswer<Entitlement>>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    public async Task<ActionResult<ListAnswer<Entitlement>>> List(CancellationToken cancellationToken) =>
        TaggedAnswer.Of(Request, Response, new ListAnswer<Entitlement>(await entitlements.ListAsync(current.TenantId, cancellationToken)));

    /// <summary>One feature.</summary>
    /// <response code="304">Nothing has changed since the answer of that <c>ETag</c>.</response>
    /// <response code="404"><c>feature_not_found</c></response>
    [HttpGet("{feature}")]
    [ProducesResponseType<Entitlement>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<Entitlement>> Get(string feature, CancellationToken cancellationToken) =>
        TaggedAnswer.Of(Request, Response, await entitlements.GetAsync(current.TenantId, feature, cancellationToken));
}
