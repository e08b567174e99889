using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Services;
using ClientForge.Billing.Services.Invoices;
using ClientForge.Billing.Services.Tax;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Tax;

/// <summary>An amount and where its payer is.</summary>
public sealed record TaxRequest
{
    /// <summary>Minor units before tax.</summary>
    public long? Amount { get; init; }

    public string? Currency { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>Wanted in the United States and Canada.</summary>
    public string? State { get; init; }

    /// <summary>Wanted in the United States.</summary>
    public string? PostalCode { get; init; }

    /// <summary>The payer's own, such as an EU VAT number.</summary>
    public string? TaxId { get; init; }
}

internal sealed class TaxRequestValidator : AbstractValidator<TaxRequest>
{
    private const long LargestAmount = 999_999_999_999;

    public TaxRequestValidator()
    {
        RuleFor(request => request.Amount).NotNull().InclusiveBetween(0, LargestAmount);
        RuleFor(request => request.Currency).NotNull().Must(code => code is not null && Currency.TryGet(code, out _)).WithMessage("A currency is wanted, such as usd.");
        RuleFor(request => request.Country).NotNull().Matches("^[A-Z]{2}$").WithMessage("A country is wanted by its two letters, such as DE.");
        RuleFor(request => request.State).MaximumLength(50);
        RuleFor(request => request.PostalCode).MaximumLength(20);
        RuleFor(request => request.TaxId).MaximumLength(50);
    }
}

/// <summary>Calculates tax before anything is billed.</summary>
[ApiController]
[Route("api/v1/billing/tax")]
public sealed class TaxController(InvoiceService invoices) : ControllerBase
{
    /// <summary>Tax on an amount at a place.</summary>
    /// <response code="422"><c>validation_failed</c>, or <c>tax_address_incomplete</c> when the place does not suffice.</response>
    /// <response code="502"><c>tax_provider_failed</c></response>
    [HttpPost("calculate")]
    [Authorize(Policies.TenantAdmin)]
    [ProducesResponseType<TaxQuote>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
    public async Task<ActionResult<TaxQuote>> Calculate(TaxRequest request, CancellationToken cancellationToken) =>
        await invoices.CalculateTaxAsync(
            request.Amount!.Value,
            new TaxPlace { Country = request.Country!, State = request.State, PostalCode = request.PostalCode, TaxId = request.TaxId },
            cancellationToken);
}
