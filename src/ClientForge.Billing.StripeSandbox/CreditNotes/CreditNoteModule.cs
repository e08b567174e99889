using ClientForge.Billing.StripeSandbox.Http;

namespace ClientForge.Billing.StripeSandbox.CreditNotes;

/// <summary>Credit notes.</summary>
internal sealed class CreditNoteModule : ISandboxModule
{
    public void Register(SandboxBuilder sandbox)
    {
        sandbox.Table<CreditNote>("credit_note", "credit note").IndexedBy(CreditNote.InvoiceIndex, note => note.Invoice);
        sandbox.Post("/v1/credit_notes", CreditNoteEndpoints.Create);
        sandbox.Get("/v1/credit_notes", CreditNoteEndpoints.List);
        sandbox.Get("/v1/credit_notes/preview", CreditNoteEndpoints.Preview);
        sandbox.Get("/v1/credit_notes/preview/lines", CreditNoteEndpoints.PreviewLines);
        sandbox.Retrieve<CreditNote>("/v1/credit_notes");
        sandbox.Post("/v1/credit_notes/{id}", CreditNoteEndpoints.Update);
        sandbox.Post("/v1/credit_notes/{id}/void", CreditNoteEndpoints.Void);
        sandbox.Get("/v1/credit_notes/{id}/lines", CreditNoteEndpoints.Lines);
    }
}
