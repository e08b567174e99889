namespace ClientForge.Billing.Data.Invoices;

/// <summary>The rendered documents: one for each content of an invoice, kept as it was made.</summary>
public sealed class InvoiceDocumentRepository
{
    /// <summary>The document of exactly this content; null when it was not rendered yet.</summary>
    public Task<byte[]?> FindAsync(Work work, Guid tenantId, Guid invoiceId, byte[] contentHash) => work.QueryFirstAsync<byte[]>(
        "select content from invoice_documents where tenant_id = @tenantId and invoice_id = @invoiceId and content_hash = @contentHash",
        new { tenantId, invoiceId, contentHash });

    /// <summary>Keeps a document; the first one rendered of a content stays.</summary>
    public Task<int> AddAsync(Work work, InvoiceDocumentRow row) => work.ExecuteAsync(
        """
        insert into invoice_documents (tenant_id, id, invoice_id, content_hash, content, created_at)
        values (@TenantId, @Id, @InvoiceId, @ContentHash, @Content, @CreatedAt)
        on conflict (tenant_id, invoice_id, content_hash) do nothing
        """,
        row);
}
