using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Api.Lists;
using ClientForge.Billing.Services;
using ClientForge.Billing.Services.Invoices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Invoices;

/// <summary>Invoices, for operators. Every order is in the audit log with its reason.</summary>
[ApiController]
[Authorize(Policies.Ops)]
[Route("api/v1/ops")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status502BadGateway)]
public sealed class OpsInvoicesController(InvoiceService invoices, CurrentRequest current) : ControllerBase
{
    /// <summary>Writes an invoice by hand.</summary>
    /// <response code="409"><c>customer_missing</c>, <c>operation_in_progress</c></response>
    [HttpPost("tenants/{tenantId:guid}/invoices")]
    [ProducesResponseType<InvoiceResponse>(StatusCodes.Status201Created)]
    public async Task<ActionResult<InvoiceResponse>> CreateAsync(Guid tenantId, ManualInvoiceRequest request, CancellationToken cancellationToken)
    {
        var created = await invoices.CreateInvoiceAsync(current.Ops(tenantId, "manual invoice"), request.ToInvoice(), cancellationToken);
        return Created($"/api/v1/ops/invoices/{created.Invoice.Id}", InvoiceResponse.Of(created));
    }

    /// <summary>One invoice of any tenant.</summary>
    [HttpGet("invoices/{id:guid}")]
    [ProducesResponseType<InvoiceResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult<InvoiceResponse>> GetAsync(Guid id, CancellationToken cancellationToken) =>
        InvoiceResponse.Of(await invoices.GetInvoiceAsync(await invoices.FindTenantAsync(id, cancellationToken), id, cancellationToken));

    /// <summary>Puts further lines on a draft.</summary>
    /// <response code="409"><c>invoice_not_draft</c>, <c>operation_in_progress</c></response>
    [HttpPost("invoices/{id:guid}/items")]
    [ProducesResponseType<InvoiceResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult<InvoiceResponse>> AddItemsAsync(Guid id, ManualItemsRequest request, CancellationToken cancellationToken) =>
        InvoiceResponse.Of(await invoices.AddItemsAsync(
            await ContextAsync(id, "further items", cancellationToken), id, [.. request.Items!.Select(item => item.ToItem())], cancellationToken));

    /// <summary>Gives a draft its number and freezes it.</summary>
    /// <response code="409"><c>invoice_not_draft</c>, <c>operation_in_progress</c></response>
    [HttpPost("invoices/{id:guid}/finalize")]
    [ProducesResponseType<InvoiceResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult<InvoiceResponse>> FinalizeAsync(Guid id, CancellationToken cancellationToken) =>
        InvoiceResponse.Of(await invoices.FinalizeInvoiceAsync(await ContextAsync(id, "finalized by hand", cancellationToken), id, cancellationToken));

    /// <summary>Takes a finalized, unpaid invoice back.</summary>
    /// <response code="409"><c>invoice_not_voidable</c>, <c>operation_in_progress</c></response>
    [HttpPost("invoices/{id:guid}/void")]
    [ProducesResponseType<InvoiceResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult<InvoiceResponse>> VoidAsync(Guid id, ReasonBody body, CancellationToken cancellationToken) =>
        InvoiceResponse.Of(await invoices.VoidInvoiceAsync(await ContextAsync(id, body.Reason!, cancellationToken), id, cancellationToken));

    /// <summary>Notes that the money came another way.</summary>
    /// <response code="409"><c>invoice_not_open</c>, <c>operation_in_progress</c></response>
    [HttpPost("invoices/{id:guid}/pay")]
    [ProducesResponseType<InvoiceResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult<InvoiceResponse>> PayAsync(Guid id, PaidOutOfBandRequest request, CancellationToken cancellationToken) =>
        InvoiceResponse.Of(await invoices.PayOutOfBandAsync(await ContextAsync(id, request.Reason!, cancellationToken), id, cancellationToken));

    /// <summary>Gives an open invoice up.</summary>
    /// <response code="409"><c>invoice_not_open</c>, <c>operation_in_progress</c></response>
    [HttpPost("invoices/{id:guid}/mark-uncollectible")]
    [ProducesResponseType<InvoiceResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult<InvoiceResponse>> MarkUncollectibleAsync(Guid id, ReasonBody body, CancellationToken cancellationToken) =>
        InvoiceResponse.Of(await invoices.MarkUncollectibleAsync(await ContextAsync(id, body.Reason!, cancellationToken), id, cancellationToken));

    /// <summary>Mails an open invoice, or the receipt of a paid one, once more.</summary>
    /// <response code="409"><c>invoice_not_finalized</c>, <c>invoice_not_sendable</c></response>
    [HttpPost("invoices/{id:guid}/send")]
    [ProducesResponseType<InvoiceSentResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult<InvoiceSentResponse>> SendAsync(Guid id, CancellationToken cancellationToken) =>
        new InvoiceSentResponse(await invoices.SendInvoiceEmailAsync(await ContextAsync(id, "sent by hand", cancellationToken), id, cancellationToken));

    private async Task<RequestContext> ContextAsync(Guid invoiceId, string reason, CancellationToken cancellationToken) =>
        current.Ops(await invoices.FindTenantAsync(invoiceId, cancellationToken), reason);
}
