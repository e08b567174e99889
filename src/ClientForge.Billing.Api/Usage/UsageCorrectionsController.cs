using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.Usage;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Usage;

/// <summary>A correction: a signed <c>quantity</c> of a summed <c>metric</c>, or the key of an event to <c>cancel</c>.</summary>
public sealed record UsageAdjustmentRequest
{
    /// <summary>A summed metric.</summary>
    public string? Metric { get; init; }

    /// <summary>A whole number; negative takes away.</summary>
    public long? Quantity { get; init; }

    /// <summary>RFC 3339 with an offset: in which period it counts; now when left out.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The same key adjusts once.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The idempotency key of the event that is taken back, instead of all the above.</summary>
    public string? Cancel { get; init; }

    /// <summary>Why; it is shown with the usage and kept in the audit log.</summary>
    public string? Reason { get; init; }

    /// <summary>As with the event: what filters look at.</summary>
    public IReadOnlyDictionary<string, string>? Properties { get; init; }
}

internal sealed class UsageAdjustmentRequestValidator : AbstractValidator<UsageAdjustmentRequest>
{
    public UsageAdjustmentRequestValidator()
    {
        RuleFor(request => request.Reason).NotEmpty().MaximumLength(500);
        When(request => request.Cancel is null, () =>
        {
            RuleFor(request => request.Metric).NotEmpty();
            RuleFor(request => request.Quantity).NotNull().NotEqual(0).InclusiveBetween(-UsageRules.LargestQuantity, UsageRules.LargestQuantity);
        }).Otherwise(() =>
        {
            RuleFor(request => request.Metric).Null().WithMessage("metric and cancel exclude each other.");
            RuleFor(request => request.Cancel).NotEmpty().MaximumLength(UsageRules.LongestKey);
        });
    }
}

/// <summary>Corrects usage, and hands it out as a table.</summary>
[ApiController]
[Route("api/v1/billing/usage")]
public sealed class UsageCorrectionsController(UsageCorrections corrections, UsageMeteringService usage, CurrentRequest current) : ControllerBase
{
    /// <summary>Adds to usage or takes an event back; usage and invoices follow.</summary>
    /// <response code="201">The correction; the same one again for the same key.</response>
    /// <response code="404"><c>usage_event_not_found</c></response>
    /// <response code="409"><c>period_closed</c>, <c>period_locked</c>, <c>usage_event_archived</c></response>
    /// <response code="422"><c>adjustment_not_possible</c>, <c>idempotency_conflict</c>, or the code of an event</response>
    [HttpPost("adjustments")]
    [Authorize(Policies.UsageIngest)]
    [ProducesResponseType<UsageCorrection>(StatusCodes.Status201Created)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<UsageCorrection>> Adjust(UsageAdjustmentRequest request, CancellationToken cancellationToken)
    {
        var context = current.Ops(current.TenantId, request.Reason!);
        var correction = request.Cancel is { } key
            ? await corrections.CancelAsync(context, key, cancellationToken)
            : await corrections.AdjustAsync(context, EventOf(request), cancellationToken);
        return StatusCode(StatusCodes.Status201Created, correction);
    }

    /// <summary>One metric's course as comma-separated values: start, metric, unit, value.</summary>
    /// <response code="404"><c>subscription_not_found</c></response>
    [HttpGet("export")]
    [Authorize(Policies.TenantRead)]
    [Produces("text/csv")]
    [ProducesResponseType<FileContentResult>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Export([FromQuery] UsageQuery query, CancellationToken cancellationToken)
    {
        if (query.Metric is null)
            throw BillingException.Invalid("metric_required", "metric", "A table has one metric.");
        var summary = await usage.GetUsageAsync(current.TenantId, query.Metric, query.Span(), query.Granularity ?? "day", cancellationToken);
        return File(UsageCsv.Write(summary), "text/csv; charset=utf-8", $"usage-{summary.Metric}-{summary.From:yyyyMMdd}.csv");
    }

    private static UsageEvent EventOf(UsageAdjustmentRequest request) => new()
    {
        Metric = request.Metric!,
        Quantity = request.Quantity!.Value,
        Timestamp = request.Timestamp?.ToUniversalTime(),
        IdempotencyKey = request.IdempotencyKey,
        Properties = request.Properties is null ? null : [.. request.Properties.OrderBy(pair => pair.Key, StringComparer.Ordinal)],
    };
}
