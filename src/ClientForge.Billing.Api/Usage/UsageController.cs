using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Api.Hosting;
using ClientForge.Billing.Api.Lists;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.Usage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Usage;

/// <summary>Reports and reads metered usage.</summary>
[ApiController]
[Route("api/v1/billing/usage")]
public sealed class UsageController(UsageMeteringService usage, CurrentRequest current) : ControllerBase
{
    /// <summary>Records one event, or up to 1,000; answers when all that is accepted is durable.</summary>
    /// <response code="202">Counted; the events of a batch that were not taken are named.</response>
    /// <response code="422">The one event was not taken, or the batch has no or too many events.</response>
    /// <response code="429">Too much of this tenant is waiting to be stored.</response>
    /// <response code="503">Overloaded, or the database is away: the same events can be sent again under the same keys.</response>
    [HttpPost("report")]
    [Authorize(Policies.UsageIngest)]
    [RequestSizeLimit(BodyLimits.UsageBatch)]
    [ProducesResponseType<UsageReportResponse>(StatusCodes.Status202Accepted)]
    public async Task<ActionResult<UsageReportResponse>> Report(UsageReportRequest request, CancellationToken cancellationToken)
    {
        if (request.Events is not { } batch)
            return Accepted(await ReportOneAsync(request, cancellationToken));
        if (request is not
            {
                Metric.IsGiven: false, Quantity.IsGiven: false, IdempotencyKey.IsGiven: false, Timestamp.IsGiven: false, Properties.IsGiven: false,
            })
            throw BillingException.Invalid("validation_failed", "events", "A call holds one event or a list of them, not both.");
        if (batch.Count is 0 or > UsageMeteringService.MostEvents)
            throw BillingException.Invalid("events_out_of_range", "events", $"A call holds 1 to {UsageMeteringService.MostEvents} events.");
        var read = batch.Select((item, index) => (Index: index, Read: UsageEventReader.Read(item, index))).ToArray();
        var receipt = await usage.RecordUsageAsync(
            current.TenantId, [.. read.Where(item => item.Read.Event is not null).Select(item => (item.Index, item.Read.Event!))], cancellationToken);
        return Accepted(new UsageReportResponse
        {
            Accepted = receipt.Accepted,
            Duplicates = receipt.Duplicates,
            Rejected = [.. read.Select(item => item.Read.Rejection).OfType<UsageRejection>().Concat(receipt.Rejected).OrderBy(rejection => rejection.Index)],
            Keys = receipt.MadeKeys,
        });
    }

    /// <summary>Usage of one metric with its course, or one row a metric of the current period.</summary>
    /// <param name="query">The metric, the span and the granularity of the course.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <response code="404"><c>subscription_not_found</c></response>
    [HttpGet]
    [Authorize(Policies.TenantRead)]
    [ProducesResponseType<UsageResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Get([FromQuery] UsageQuery query, CancellationToken cancellationToken)
    {
        if (query.Metric is { } metric)
            return Ok(UsageResponse.Of(await usage.GetUsageAsync(current.TenantId, metric, query.Span(), query.Granularity ?? "day", cancellationToken)));
        var rows = await usage.GetUsageAsync(current.TenantId, query.Span(), cancellationToken);
        return Ok(new ListAnswer<UsageResponse>([.. rows.Select(UsageResponse.Of)]));
    }

    /// <summary>What is included, used and above, and what that costs, metric by metric.</summary>
    /// <response code="404"><c>subscription_not_found</c></response>
    [HttpGet("overage")]
    [Authorize(Policies.TenantRead)]
    [ProducesResponseType<ListAnswer<OverageResponse>>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<ListAnswer<OverageResponse>>> Overage(CancellationToken cancellationToken)
    {
        var rows = await usage.CalculateOverageAsync(current.TenantId, cancellationToken);
        return new ListAnswer<OverageResponse>([.. rows.Select(row => new OverageResponse
        {
            Metric = row.Metric,
            Included = row.Included,
            Used = row.Total,
            Overage = row.Overage,
            Amount = row.OverageAmount,
            Currency = row.Currency,
        })]);
    }

    private async Task<UsageReportResponse> ReportOneAsync(UsageEventRequest request, CancellationToken cancellationToken)
    {
        var (usageEvent, unreadable) = UsageEventReader.Read(request, index: 0);
        var receipt = usageEvent is null ? null : await usage.RecordUsageAsync(current.TenantId, [(0, usageEvent)], cancellationToken);
        if ((unreadable ?? receipt!.Rejected.SingleOrDefault()) is { } rejection)
            throw BillingException.Invalid(rejection.Code, "body", rejection.Detail);
        return new UsageReportResponse { Accepted = receipt!.Accepted, Duplicates = receipt.Duplicates, Rejected = [], Keys = receipt.MadeKeys };
    }
}
