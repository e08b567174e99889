using ClientForge.Billing.Api.Hosting;
using ClientForge.Billing.Services.Customers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Webhooks;

/// <summary>Where Stripe delivers its events.</summary>
[ApiController]
[AllowAnonymous]
[Route("api/v1/billing/webhooks/stripe")]
public sealed class StripeWebhookController(StripeService stripe) : ControllerBase
{
    /// <summary>Stores a delivery. No token: Stripe's signature is what counts.</summary>
    /// <response code="200">The event is stored.</response>
    /// <response code="400">The signature is missing, wrong or too old, or the body is no event.</response>
    /// <response code="413">The body is larger than 512 kB.</response>
    /// <response code="503">The event could not be stored now; deliver it again.</response>
    [HttpPost]
    [RequestSizeLimit(BodyLimits.Webhook)]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status413PayloadTooLarge)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> ReceiveAsync([FromHeader(Name = "Stripe-Signature")] string? signature, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await Request.Body.CopyToAsync(body, cancellationToken);
        await stripe.HandleWebhookEventAsync(body.GetBuffer().AsMemory(0, (int)body.Length), signature, cancellationToken);
        return Ok();
    }
}
