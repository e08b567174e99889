using ClientForge.Billing.Api.Auth;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Dev;

/// <summary>Tenants and tokens for a laptop. In Development only.</summary>
[ApiController]
[AllowAnonymous]
[DevelopmentOnly]
[Route("dev")]
public sealed class DevController(DevTenants tenants, DevTokens tokens) : ControllerBase
{
    /// <summary>Makes a tenant and tokens for it that last ten years.</summary>
    [HttpPost("tenants")]
    [ProducesResponseType<DevTenantResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<ActionResult<DevTenantResponse>> CreateTenantAsync(DevTenantRequest request, CancellationToken cancellationToken)
    {
        var tenantId = await tenants.CreateAsync(request.Name!, request.Email!, cancellationToken);
        return StatusCode(StatusCodes.Status201Created, new DevTenantResponse
        {
            TenantId = tenantId,
            AdminToken = tokens.Create(Roles.BillingAdmin, tenantId),
            MemberToken = tokens.Create(Roles.Member, tenantId),
        });
    }

    /// <summary>Signs a token that lasts ten years.</summary>
    [HttpPost("tokens")]
    [ProducesResponseType<DevTokenResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    public ActionResult<DevTokenResponse> CreateToken(DevTokenRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var tenantId = Roles.IsOfTenant(request.Role!) ? request.TenantId : null;
        return new DevTokenResponse(tokens.Create(request.Role!, tenantId));
    }
}
