using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Data.PaymentMethods;
using ClientForge.Billing.Services.PaymentMethods;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.PaymentMethods;

/// <summary>The payer's consent to be charged with this payment method when the default one fails for good.</summary>
public sealed record BackupRequest
{
    /// <summary>The words the payer was shown and agreed to; they are kept.</summary>
    public string? Statement { get; init; }
}

internal sealed class BackupRequestValidator : AbstractValidator<BackupRequest>
{
    public BackupRequestValidator() => RuleFor(request => request.Statement).MaximumLength(2000);
}

/// <summary>A consent as it is kept.</summary>
public sealed record BackupResponse(Guid PaymentMethodId, string Statement, string ConsentedBy, DateTimeOffset ConsentedAt)
{
    public static BackupResponse Of(BackupConsentRow consent) => new(consent.PaymentMethodId, consent.Statement, consent.ConsentedBy, consent.ConsentedAt);
}

/// <summary>The payment method that stands in for the default one, with the payer's consent.</summary>
[ApiController]
[Authorize(Policies.TenantAdmin)]
[Route("api/v1/billing/payment-methods")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
public sealed class BackupController(BackupPaymentMethods backups, CurrentRequest current) : ControllerBase
{
    /// <summary>
    /// Makes it the backup: charged once for an invoice whose automatic payment with the default one failed for good, never for a
    /// passing failure, and never where the bank only wants the payer.
    /// </summary>
    /// <response code="404"><c>payment_method_not_found</c></response>
    /// <response code="409"><c>payment_method_is_default</c></response>
    /// <response code="422"><c>consent_required</c>, <c>validation_failed</c></response>
    [HttpPut("{id:guid}/backup")]
    [ProducesResponseType<BackupResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<ActionResult<BackupResponse>> ConsentAsync(Guid id, BackupRequest request, CancellationToken cancellationToken) =>
        BackupResponse.Of(await backups.ConsentAsync(current.Tenant(), id, request.Statement, cancellationToken));

    /// <summary>Takes the consent back.</summary>
    /// <response code="404"><c>backup_not_found</c></response>
    [HttpDelete("backup")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> RevokeAsync(CancellationToken cancellationToken)
    {
        await backups.RevokeAsync(current.Tenant(), cancellationToken);
        return NoContent();
    }
}
