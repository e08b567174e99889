using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Services.Entitlements;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Entitlements;

/// <summary>Every feature of the plan and how much of it is left.</summary>
public sealed record EntitlementList(IReadOnlyList<Entitlement> Data, bool HasMore = false, string? NextCursor = null);

/// <summary>What the tenant may use now.</summary>
[ApiController]
[Route("api/v1/billing/entitlements")]
[Authorize(Policies.EntitlementRead)]
public sealed class EntitlementsController(EntitlementService entitlements, CurrentRequest current) : ControllerBase
{
    /// <summary>Everything that the plan grants, or denies, now.</summary>
    [HttpGet]
    [ProducesResponseType<EntitlementList>(StatusCodes.Status200OK)]
    public async Task<ActionResult<EntitlementList>> List(CancellationToken cancellationToken) =>
        new EntitlementList(await entitlements.ListAsync(current.TenantId, cancellationToken));

    /// <summary>One feature.</summary>
    /// <response code="404"><c>feature_not_found</c></response>
    [HttpGet("{feature}")]
    [ProducesResponseType<Entitlement>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Entitlement>> Get(string feature, CancellationToken cancellationToken) =>
        await entitlements.GetAsync(current.TenantId, feature, cancellationToken);
}
