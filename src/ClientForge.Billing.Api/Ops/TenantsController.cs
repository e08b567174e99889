using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Api.Lists;
using ClientForge.Billing.Data.Audit;
using ClientForge.Billing.Data.Ops;
using ClientForge.Billing.Services.Ops;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Ops;

/// <summary>Tenants and the audit log, for operators.</summary>
[ApiController]
[Authorize(Policies.Ops)]
[Route("api/v1/ops")]
public sealed class TenantsController(TenantDirectory tenants, AuditLog audit) : ControllerBase
{
    /// <summary>Tenants, newest first.</summary>
    /// <param name="query">The page.</param>
    /// <param name="search">Part of the name or address, or a whole id, ours or Stripe's.</param>
    /// <param name="cancellationToken">Of the request.</param>
    [HttpGet("tenants")]
    [ProducesResponseType<ListAnswer<TenantSummary>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<ListAnswer<TenantSummary>>> SearchAsync([FromQuery] ListQuery query, [FromQuery] string? search, CancellationToken cancellationToken)
    {
        var rows = await tenants.SearchAsync(search, query.CursorId(), query.Limit + 1, cancellationToken);
        return query.Answer(rows, row => row, row => row.Id.ToString());
    }

    /// <summary>All that is known of one tenant's billing; money in minor units.</summary>
    [HttpGet("tenants/{id:guid}")]
    [ProducesResponseType<TenantAnswer>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<TenantAnswer>> GetAsync(Guid id, CancellationToken cancellationToken) =>
        TenantAnswer.From(await tenants.GetAsync(id, cancellationToken));

    /// <summary>The audit log, newest first.</summary>
    /// <param name="query">The page.</param>
    /// <param name="tenantId">Of one tenant only.</param>
    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive.</param>
    /// <param name="cancellationToken">Of the request.</param>
    [HttpGet("audit")]
    [ProducesResponseType<ListAnswer<AuditAnswer>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<ListAnswer<AuditAnswer>>> AuditAsync(
        [FromQuery] ListQuery query, [FromQuery] Guid? tenantId, [FromQuery] DateTimeOffset? from, [FromQuery] DateTimeOffset? to, CancellationToken cancellationToken)
    {
        var filter = new AuditFilter { TenantId = tenantId, From = from, To = to };
        var rows = await audit.ListAsync(filter, query.CursorId(), query.Limit + 1, cancellationToken);
        return query.Answer(rows, AuditAnswer.From, row => row.Id.ToString());
    }
}
