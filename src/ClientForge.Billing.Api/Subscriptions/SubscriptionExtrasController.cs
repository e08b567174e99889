using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Api.Lists;
using ClientForge.Billing.Services.Subscriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ClientForge.Billing.Api.Subscriptions;

/// <summary>Pause, coupon and history of the tenant's subscription.</summary>
[ApiController]
[Authorize(Policies.TenantRead)]
[Route("api/v1/billing/subscription")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
public sealed class SubscriptionExtrasController(SubscriptionService subscriptions, SubscriptionHistory history, CurrentRequest current) : ControllerBase
{
    /// <summary>Stops collecting, until a time or until resumed; access follows the plan.</summary>
    /// <response code="404"><c>subscription_not_found</c></response>
    /// <response code="409"><c>subscription_ended</c>, <c>subscription_paused</c>, <c>subscription_past_due</c>, <c>subscription_incomplete</c>, <c>operation_in_progress</c></response>
    /// <response code="422"><c>validation_failed</c></response>
    [HttpPost("pause")]
    [Authorize(Policies.TenantAdmin)]
    [ProducesResponseType<SubscriptionResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<ActionResult<SubscriptionResponse>> PauseAsync(
        [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] PauseRequest? request, CancellationToken cancellationToken) =>
        SubscriptionResponse.Of(await subscriptions.PauseSubscriptionAsync(current.Tenant(), request?.ResumesAt, cancellationToken));

    /// <summary>Collects again.</summary>
    /// <response code="404"><c>subscription_not_found</c></response>
    /// <response code="409"><c>subscription_ended</c>, <c>subscription_not_paused</c>, <c>operation_in_progress</c></response>
    [HttpPost("resume")]
    [Authorize(Policies.TenantAdmin)]
    [ProducesResponseType<SubscriptionResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult<SubscriptionResponse>> ResumeAsync(CancellationToken cancellationToken) =>
        SubscriptionResponse.Of(await subscriptions.ResumeSubscriptionAsync(current.Tenant(), cancellationToken));

    /// <summary>Takes the change that waits for the period's end back.</summary>
    /// <response code="404"><c>subscription_not_found</c></response>
    /// <response code="409"><c>subscription_ended</c>, <c>subscription_not_scheduled</c>, <c>operation_in_progress</c></response>
    [HttpDelete("scheduled-change")]
    [Authorize(Policies.TenantAdmin)]
    [ProducesResponseType<SubscriptionResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult<SubscriptionResponse>> UnscheduleAsync(CancellationToken cancellationToken) =>
        SubscriptionResponse.Of(await subscriptions.UnscheduleChangeAsync(current.Tenant(), cancellationToken));

    /// <summary>Applies a coupon; it takes the place of the one there was.</summary>
    /// <response code="404"><c>subscription_not_found</c></response>
    /// <response code="409">As a change of the subscription.</response>
    /// <response code="422"><c>validation_failed</c>, <c>coupon_not_found</c>, <c>coupon_expired</c>, <c>coupon_currency_mismatch</c>, <c>coupon_not_applicable</c></response>
    [HttpPost("coupon")]
    [Authorize(Policies.TenantAdmin)]
    [ProducesResponseType<SubscriptionResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<ActionResult<SubscriptionResponse>> ApplyCouponAsync(CouponCodeRequest request, CancellationToken cancellationToken) =>
        SubscriptionResponse.Of(await subscriptions.ApplyCouponAsync(current.Tenant(), request.Code!, cancellationToken));

    /// <summary>Takes the coupon off.</summary>
    /// <response code="404"><c>subscription_not_found</c>, <c>coupon_not_found</c></response>
    /// <response code="409">As a change of the subscription.</response>
    [HttpDelete("coupon")]
    [Authorize(Policies.TenantAdmin)]
    [ProducesResponseType<SubscriptionResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult<SubscriptionResponse>> RemoveCouponAsync(CancellationToken cancellationToken) =>
        SubscriptionResponse.Of(await subscriptions.RemoveCouponAsync(current.Tenant(), cancellationToken));

    /// <summary>Every change, who made it, before and after; newest first.</summary>
    /// <response code="422"><c>validation_failed</c>, <c>cursor_invalid</c></response>
    [HttpGet("history")]
    [ProducesResponseType<ListAnswer<HistoryEntryResponse>>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<ActionResult<ListAnswer<HistoryEntryResponse>>> HistoryAsync([FromQuery] ListQuery query, CancellationToken cancellationToken)
    {
        var rows = await history.ListAsync(current.TenantId, query.CursorId(), query.Limit + 1, cancellationToken);
        return query.Answer(rows, HistoryEntryResponse.Of, row => row.Id.ToString());
    }
}
