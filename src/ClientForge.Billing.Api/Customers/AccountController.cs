using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Services.Customers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Customers;

/// <summary>The tenant's account.</summary>
[ApiController]
[Route("api/v1/billing/account")]
public sealed class AccountController(AccountProfile profile, CurrentRequest current) : ControllerBase
{
    /// <summary>How the account stands, and whom invoices go to.</summary>
    /// <response code="403"><c>tenant_unknown</c></response>
    [HttpGet]
    [Authorize(Policies.TenantRead)]
    [ProducesResponseType<AccountResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden)]
    public async Task<ActionResult<AccountResponse>> GetAsync(CancellationToken cancellationToken) =>
        AccountResponse.Of(await profile.GetAsync(current.TenantId, cancellationToken));

    /// <summary>Changes whom and where is billed; the tax follows the address from the next bill on.</summary>
    /// <response code="403"><c>tenant_unknown</c></response>
    /// <response code="409"><c>operation_in_progress</c></response>
    /// <response code="422"><c>validation_failed</c>, <c>tax_id_unknown_type</c>, <c>tax_id_invalid</c></response>
    /// <response code="502"><c>stripe_unavailable</c>, <c>stripe_outcome_unknown</c></response>
    [HttpPut]
    [Authorize(Policies.TenantAdmin)]
    [ProducesResponseType<AccountResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
    public async Task<ActionResult<AccountResponse>> ChangeAsync(AccountRequest request, CancellationToken cancellationToken) =>
        AccountResponse.Of(await profile.ChangeAsync(current.Tenant(), request.ToChange(), cancellationToken));
}
