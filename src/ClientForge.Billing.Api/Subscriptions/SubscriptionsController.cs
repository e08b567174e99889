using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Services.Subscriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Subscriptions;

/// <summary>The tenant's subscription. A command on one that has ended is answered 409 <c>subscription_ended</c>.</summary>
[ApiController]
[Authorize(Policies.TenantRead)]
[Route("api/v1/billing")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
public sealed class SubscriptionsController(SubscriptionService subscriptions, BoundPreviews previews, CurrentRequest current) : ControllerBase
{
    /// <summary>Subscribes, with a trial or a first payment. Answered with <c>nextAction</c> when the bank wants the payer.</summary>
    /// <response code="402">The first payment was declined; nothing is left behind that charges later.</response>
    /// <response code="409"><c>subscription_exists</c>, <c>operation_in_progress</c></response>
    /// <response code="422"><c>validation_failed</c>, <c>plan_not_found</c>, <c>plan_archived</c>, <c>price_not_found</c>, <c>seats_above_plan_limit</c>, <c>currency_mismatch</c>, <c>payment_method_required</c>, <c>payment_method_not_found</c>, <c>coupon_not_found</c>, <c>coupon_expired</c>, <c>coupon_currency_mismatch</c>, <c>coupon_not_applicable</c></response>
    [HttpPost("subscribe")]
    [Authorize(Policies.TenantAdmin)]
    [ProducesResponseType<SubscriptionResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status402PaymentRequired)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<ActionResult<SubscriptionResponse>> SubscribeAsync(SubscribeRequest request, CancellationToken cancellationToken)
    {
        var view = await subscriptions.CreateSubscriptionAsync(current.Tenant(), request.ToOrder(), cancellationToken);
        return Created("/api/v1/billing/subscription", SubscriptionResponse.Of(view));
    }

    /// <summary>The subscription; after its end, the last one.</summary>
    /// <response code="404"><c>subscription_not_found</c>: there never was one.</response>
    [HttpGet("subscription")]
    [ProducesResponseType<SubscriptionResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult<SubscriptionResponse>> GetAsync(CancellationToken cancellationToken) =>
        SubscriptionResponse.Of(await subscriptions.GetSubscriptionStatusAsync(current.TenantId, cancellationToken));

    /// <summary>
    /// Changes plan, interval, seats, coupon or trial: now, or with the period's end. With a preview's token, and nothing else or
    /// the same change again, it is made at the price that was shown or not at all.
    /// </summary>
    /// <response code="402">The change's invoice was declined; nothing changed.</response>
    /// <response code="404"><c>subscription_not_found</c></response>
    /// <response code="409"><c>subscription_ended</c>, <c>subscription_incomplete</c>, <c>subscription_paused</c>, <c>subscription_past_due</c>, <c>subscription_canceling</c>, <c>change_awaits_payment</c>, <c>operation_in_progress</c>, <c>price_moved</c> with <c>preview</c></response>
    /// <response code="422"><c>validation_failed</c>, <c>plan_not_found</c>, <c>plan_archived</c>, <c>price_not_found</c>, <c>seats_above_plan_limit</c>, <c>seats_below_members</c>, <c>coupon_…</c>, <c>preview_token_not_found</c>, <c>preview_token_mismatch</c></response>
    [HttpPut("subscription")]
    [Authorize(Policies.TenantAdmin)]
    [ProducesResponseType<SubscriptionResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status402PaymentRequired)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<ActionResult<SubscriptionResponse>> ChangeAsync(ChangeSubscriptionRequest request, CancellationToken cancellationToken) =>
        SubscriptionResponse.Of(request.PreviewToken is { } token
            ? await previews.RedeemAsync(current.Tenant(), token, request.NamesAChange ? request.ToChange() : null, cancellationToken)
            : await subscriptions.UpdateSubscriptionAsync(current.Tenant(), request.ToChange(), cancellationToken));

    /// <summary>What a change in this second would charge, to the minor unit, and a token that holds the price for ten minutes.</summary>
    /// <response code="404"><c>subscription_not_found</c></response>
    /// <response code="409">As the change itself.</response>
    /// <response code="422">As the change itself; <c>nothing_to_preview</c></response>
    [HttpPost("subscription/preview")]
    [Authorize(Policies.TenantAdmin)]
    [ProducesResponseType<PreviewResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<ActionResult<PreviewResponse>> PreviewAsync(ChangeSubscriptionRequest request, CancellationToken cancellationToken) =>
        PreviewResponse.Of(await previews.IssueAsync(current.Tenant(), request.ToChange(), cancellationToken));

    /// <summary>Sets the seats, or changes them by a difference; parallel differences add up.</summary>
    /// <response code="402">The change's invoice was declined; nothing changed.</response>
    /// <response code="404"><c>subscription_not_found</c></response>
    /// <response code="409">As a change of the subscription.</response>
    /// <response code="422"><c>validation_failed</c>, <c>seats_above_plan_limit</c>, <c>seats_below_members</c>, <c>seats_below_one</c></response>
    [HttpPost("subscription/seats")]
    [Authorize(Policies.TenantAdmin)]
    [ProducesResponseType<SubscriptionResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status402PaymentRequired)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<ActionResult<SubscriptionResponse>> SetSeatsAsync(SeatsRequest request, CancellationToken cancellationToken) =>
        SubscriptionResponse.Of(await (request.Delta is { } delta
            ? subscriptions.AddSeatsAsync(current.Tenant(), delta, cancellationToken)
            : subscriptions.UpdateSubscriptionAsync(current.Tenant(), new SubscriptionChange { Quantity = request.Quantity }, cancellationToken)));

    /// <summary>
    /// Cancels with the period's end, or at once; with <c>credit</c>, what was paid for the time that is left goes to the
    /// customer's balance, less usage not billed yet. Who owes is ended at once, without credit.
    /// </summary>
    /// <response code="404"><c>subscription_not_found</c></response>
    /// <response code="409"><c>subscription_ended</c>, <c>operation_in_progress</c></response>
    /// <response code="422"><c>credit_at_period_end</c>: at the period's end nothing is left to give back.</response>
    [HttpDelete("subscription")]
    [Authorize(Policies.TenantAdmin)]
    [ProducesResponseType<SubscriptionResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<ActionResult<SubscriptionResponse>> CancelAsync(
        [FromQuery] bool atPeriodEnd = true, [FromQuery] bool credit = false, CancellationToken cancellationToken = default) =>
        SubscriptionResponse.Of(await subscriptions.CancelSubscriptionAsync(current.Tenant(), atPeriodEnd, cancellationToken, credit));

    /// <summary>Takes a cancellation at the period's end back.</summary>
    /// <response code="404"><c>subscription_not_found</c></response>
    /// <response code="409"><c>subscription_ended</c>, <c>subscription_not_canceling</c>, <c>operation_in_progress</c></response>
    [HttpPost("subscription/reactivate")]
    [Authorize(Policies.TenantAdmin)]
    [ProducesResponseType<SubscriptionResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult<SubscriptionResponse>> ReactivateAsync(CancellationToken cancellationToken) =>
        SubscriptionResponse.Of(await subscriptions.ReactivateSubscriptionAsync(current.Tenant(), cancellationToken));
}
