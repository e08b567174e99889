using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Api.Lists;
using ClientForge.Billing.Data.Usage;
using ClientForge.Billing.Services.Usage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Usage;

/// <summary>Metrics, and the usage of one tenant, for operators.</summary>
[ApiController]
[Authorize(Policies.Ops)]
[Route("api/v1/ops")]
public sealed class OpsUsageController(MetricEditor metrics, UsageMeteringService usage, CurrentRequest current, TimeProvider time) : ControllerBase
{
    /// <summary>Every metric.</summary>
    [HttpGet("metrics")]
    [ProducesResponseType<ListAnswer<MetricResponse>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<ListAnswer<MetricResponse>>> ListMetricsAsync(CancellationToken cancellationToken) =>
        new ListAnswer<MetricResponse>([.. (await metrics.ListAsync(cancellationToken)).Select(MetricResponse.Of)]);

    /// <summary>Adds a metric, mirrored to a Stripe meter. What it counts cannot be changed later.</summary>
    /// <response code="409"><c>metric_taken</c></response>
    /// <response code="422"><c>validation_failed</c>, <c>source_metric_not_found</c></response>
    [HttpPost("metrics")]
    [ProducesResponseType<MetricResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<MetricResponse>> CreateMetricAsync(MetricRequest request, CancellationToken cancellationToken)
    {
        var metric = request.ToRow(time.GetUtcNow());
        await metrics.CreateAsync(metric, current.Actor, cancellationToken);
        return Created("/api/v1/ops/metrics", MetricResponse.Of(metric));
    }

    /// <summary>Says what becomes of events whose period was invoiced.</summary>
    /// <response code="404"><c>metric_not_found</c></response>
    [HttpPut("metrics/{metric}/late-policy")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> SetLatePolicyAsync(string metric, LatePolicyRequest request, CancellationToken cancellationToken)
    {
        await metrics.SetLatePolicyAsync(metric, request.Policy!, request.LockDays ?? 60, request.Reason!, current.Actor, cancellationToken);
        return NoContent();
    }

    /// <summary>
    /// Proves a tenant's counters from its raw events: compares every period and counts those again that differ. An empty answer
    /// is the proof.
    /// </summary>
    [HttpPost("tenants/{id:guid}/usage/recompute")]
    [ProducesResponseType<ListAnswer<UsageDifferenceRow>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<ListAnswer<UsageDifferenceRow>>> RecomputeAsync(Guid id, ReasonBody body, CancellationToken cancellationToken) =>
        new ListAnswer<UsageDifferenceRow>(await usage.ResetUsageCountersAsync(id, current.Actor, body.Reason!, cancellationToken));

    /// <summary>Reports a tenant's usage to Stripe now; what Stripe refused before is staged again.</summary>
    /// <response code="502">Stripe did not answer; what is left is sent again.</response>
    [HttpPost("tenants/{id:guid}/usage/report")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
    public async Task<IActionResult> ReportAsync(Guid id, ReasonBody body, CancellationToken cancellationToken)
    {
        await usage.ReportAgainAsync(id, current.Actor, body.Reason!, cancellationToken);
        return NoContent();
    }
}
