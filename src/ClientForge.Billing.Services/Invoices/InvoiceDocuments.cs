using System.Security.Cryptography;
using System.Text.Json;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Invoices;
using ClientForge.Pdf;
using Microsoft.Extensions.Options;

namespace ClientForge.Billing.Services.Invoices;

/// <summary>Renders each content of an invoice once, keeps it, and serves what was kept.</summary>
public sealed class InvoiceDocuments(
    Database database,
    InvoiceRepository invoices,
    InvoiceDocumentRepository documents,
    DocumentFonts fonts,
    IOptions<DocumentOptions> options,
    TimeProvider time)
{
    /// <summary>Part of the content's hash: a new look makes new documents and leaves the old ones as they are.</summary>
    private const string Layout = "1";

    /// <summary>The document of a finalized invoice as it stands now.</summary>
    public async Task<InvoicePdf> GetAsync(InvoiceRow invoice, CancellationToken cancellationToken)
    {
        var model = await database.InTenantAsync(
            invoice.TenantId,
            async work => InvoiceDocumentMapping.ToModel(
                invoice,
                await invoices.ListLinesAsync(work, invoice.TenantId, [invoice.Id]),
                await invoices.ListTaxesAsync(work, invoice.TenantId, invoice.Id),
                options.Value.Seller),
            cancellationToken);
        var hash = HashOf(model);
        var kept = await database.InTenantAsync(
            invoice.TenantId, work => documents.FindAsync(work, invoice.TenantId, invoice.Id, hash), cancellationToken);
        return new InvoicePdf(model.Number, kept ?? await RenderAsync(invoice, model, hash, cancellationToken));
    }

    private async Task<byte[]> RenderAsync(InvoiceRow invoice, InvoiceDocumentModel model, byte[] hash, CancellationToken cancellationToken)
    {
        var content = InvoiceDocument.Render(model, fonts, options.Value.PageSize == "Letter" ? PageSize.Letter : PageSize.A4);
        var now = time.GetUtcNow();
        var row = new InvoiceDocumentRow
        {
            TenantId = invoice.TenantId,
            Id = Guid.CreateVersion7(now),
            InvoiceId = invoice.Id,
            ContentHash = hash,
            Content = content,
            CreatedAt = now,
        };
        await database.InTenantAsync(invoice.TenantId, work => documents.AddAsync(work, row), cancellationToken);
        return content;
    }

    private byte[] HashOf(InvoiceDocumentModel model) =>
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { Layout, options.Value.PageSize, Model = model }, Json.Options));
}
