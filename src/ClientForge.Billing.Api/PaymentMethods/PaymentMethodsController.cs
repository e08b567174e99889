using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Api.Lists;
using ClientForge.Billing.Services.Customers;
using ClientForge.Billing.Services.PaymentMethods;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.PaymentMethods;

/// <summary>The tenant's payment methods.</summary>
[ApiController]
[Authorize(Policies.TenantRead)]
[Route("api/v1/billing/payment-methods")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
public sealed class PaymentMethodsController(
    PaymentMethodsService paymentMethods, BackupPaymentMethods backups, StripeService stripe, CurrentRequest current) : ControllerBase
{
    /// <summary>Those that are attached, newest first.</summary>
    [HttpGet]
    [ProducesResponseType<ListAnswer<PaymentMethodResponse>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<ListAnswer<PaymentMethodResponse>>> ListAsync(CancellationToken cancellationToken)
    {
        var list = await paymentMethods.GetPaymentMethodsAsync(current.TenantId, cancellationToken);
        var backup = await backups.FindAsync(current.TenantId, cancellationToken);
        return new ListAnswer<PaymentMethodResponse>([.. list.Select(view => PaymentMethodResponse.Of(view, backup?.PaymentMethodId))]);
    }

    /// <summary>Begins to collect a payment method in a front end.</summary>
    [HttpPost("setup-intent")]
    [Authorize(Policies.TenantAdmin)]
    [ProducesResponseType<SetupIntentResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult<SetupIntentResponse>> SetUpAsync(CancellationToken cancellationToken)
    {
        var ticket = await stripe.CreateSetupIntentAsync(current.Tenant(), cancellationToken);
        return new SetupIntentResponse(ticket.ClientSecret, ticket.SetupIntentId);
    }

    /// <summary>Attaches a payment method; the first one becomes the default.</summary>
    /// <response code="402">The bank refuses it; <c>declineCode</c> says why.</response>
    /// <response code="409">It belongs to another customer; <c>operation_in_progress</c></response>
    /// <response code="422"><c>validation_failed</c>, <c>payment_method_not_found</c></response>
    [HttpPost]
    [Authorize(Policies.TenantAdmin)]
    [ProducesResponseType<PaymentMethodResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status402PaymentRequired)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<ActionResult<PaymentMethodResponse>> AddAsync(AddPaymentMethodRequest request, CancellationToken cancellationToken)
    {
        var view = await paymentMethods.AddPaymentMethodAsync(current.Tenant(), request.PaymentMethodId!, request.SetDefault ?? false, cancellationToken);
        return StatusCode(StatusCodes.Status201Created, PaymentMethodResponse.Of(view));
    }

    /// <summary>Detaches a payment method for good.</summary>
    /// <response code="404"><c>payment_method_not_found</c></response>
    /// <response code="409"><c>last_payment_method</c>: a charge lies ahead; <c>operation_in_progress</c></response>
    [HttpDelete("{id:guid}")]
    [Authorize(Policies.TenantAdmin)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        await paymentMethods.RemovePaymentMethodAsync(current.Tenant(), id, cancellationToken);
        return NoContent();
    }

    /// <summary>Makes it what is charged, also for open invoices; one in dunning is tried once with it.</summary>
    /// <response code="404"><c>payment_method_not_found</c></response>
    /// <response code="409"><c>operation_in_progress</c></response>
    [HttpPost("{id:guid}/default")]
    [Authorize(Policies.TenantAdmin)]
    [ProducesResponseType<PaymentMethodResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<PaymentMethodResponse>> SetDefaultAsync(Guid id, CancellationToken cancellationToken) =>
        PaymentMethodResponse.Of(await paymentMethods.SetDefaultPaymentMethodAsync(current.Tenant(), id, cancellationToken));

    /// <summary>Asks the bank, without a charge, whether it may be charged later.</summary>
    /// <response code="404"><c>payment_method_not_found</c></response>
    /// <response code="409"><c>operation_in_progress</c></response>
    [HttpPost("{id:guid}/verify")]
    [Authorize(Policies.TenantAdmin)]
    [ProducesResponseType<VerificationResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<VerificationResponse>> VerifyAsync(Guid id, CancellationToken cancellationToken)
    {
        var result = await paymentMethods.VerifyPaymentMethodAsync(current.Tenant(), id, cancellationToken);
        return new VerificationResponse(result.Status, result.ClientSecret, result.DeclineCode);
    }
}
