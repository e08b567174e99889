using System.Net.Mime;
using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Api.Lists;
using ClientForge.Billing.Services.Invoices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ClientForge.Billing.Api.Invoices;

/// <summary>The tenant's invoices.</summary>
[ApiController]
[Authorize(Policies.TenantRead)]
[Route("api/v1/billing/invoices")]
public sealed class InvoicesController(InvoiceService invoices, InvoiceExplanations explanations, CurrentRequest current) : ControllerBase
{
    /// <summary>The tenant's invoices with their lines, newest first.</summary>
    /// <response code="422"><c>validation_failed</c>, <c>cursor_invalid</c></response>
    [HttpGet]
    [ProducesResponseType<ListAnswer<InvoiceResponse>>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<ActionResult<ListAnswer<InvoiceResponse>>> ListAsync(
        [FromQuery] ListQuery page, [FromQuery] InvoiceListFilter filter, CancellationToken cancellationToken)
    {
        var query = new InvoiceQuery { Status = filter.Status, From = filter.From, To = filter.To, After = page.CursorId(), Limit = page.Limit };
        var rows = await invoices.GetInvoicesAsync(current.TenantId, query, cancellationToken);
        return page.Answer(rows, InvoiceResponse.Of, row => row.Invoice.Id.ToString());
    }

    /// <summary>One invoice.</summary>
    /// <response code="404"><c>invoice_not_found</c></response>
    [HttpGet("{id:guid}")]
    [ProducesResponseType<InvoiceResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<InvoiceResponse>> GetAsync(Guid id, CancellationToken cancellationToken) =>
        InvoiceResponse.Of(await invoices.GetInvoiceAsync(current.TenantId, id, cancellationToken));

    /// <summary>Why a line is what it is: its price and version, the seats' history, the seconds it is for, the coupon's months left.</summary>
    /// <response code="404"><c>invoice_not_found</c>, <c>invoice_line_not_found</c></response>
    [HttpGet("{id:guid}/lines/{lineId:guid}/explanation")]
    [ProducesResponseType<LineExplanationResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<LineExplanationResponse>> ExplainAsync(Guid id, Guid lineId, CancellationToken cancellationToken) =>
        LineExplanationResponse.Of(await explanations.ExplainAsync(current.TenantId, id, lineId, cancellationToken));

    /// <summary>What the subscription will be billed next, if nothing changes.</summary>
    /// <response code="404"><c>no_upcoming_invoice</c></response>
    [HttpGet("upcoming")]
    [ProducesResponseType<InvoiceResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
    public async Task<ActionResult<InvoiceResponse>> UpcomingAsync(CancellationToken cancellationToken) =>
        InvoiceResponse.Of(await invoices.GetUpcomingInvoiceAsync(current.TenantId, cancellationToken));

    /// <summary>The invoice as a PDF, named by its number.</summary>
    /// <response code="404"><c>invoice_not_found</c></response>
    /// <response code="409"><c>invoice_not_finalized</c></response>
    [HttpGet("{id:guid}/pdf")]
    [Produces(MediaTypeNames.Application.Pdf)]
    [ProducesResponseType<FileContentResult>(StatusCodes.Status200OK, MediaTypeNames.Application.Pdf)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    public async Task<IActionResult> PdfAsync(Guid id, CancellationToken cancellationToken)
    {
        var pdf = await invoices.GenerateInvoicePdfAsync(current.TenantId, id, cancellationToken);
        return File(pdf.Content, MediaTypeNames.Application.Pdf, $"{pdf.Number}.pdf");
    }

    /// <summary>Pays an open invoice now.</summary>
    /// <response code="402">Declined, or the bank wants the payer.</response>
    /// <response code="404"><c>invoice_not_found</c></response>
    /// <response code="409"><c>invoice_not_open</c>, <c>payment_processing</c>, <c>operation_in_progress</c></response>
    /// <response code="422"><c>payment_method_not_found</c></response>
    [HttpPost("{id:guid}/pay")]
    [Authorize(Policies.TenantAdmin)]
    [ProducesResponseType<InvoiceResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status402PaymentRequired)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
    public async Task<ActionResult<InvoiceResponse>> PayAsync(
        Guid id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] PayInvoiceRequest? request, CancellationToken cancellationToken) =>
        InvoiceResponse.Of(await invoices.PayInvoiceAsync(current.Tenant(), id, request?.PaymentMethodId, cancellationToken));
}
