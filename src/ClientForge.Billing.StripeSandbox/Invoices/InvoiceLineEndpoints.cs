using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>Editing the lines of a draft in bulk: each line stands for an invoice item.</summary>
internal static class InvoiceLineEndpoints
{
    private const int MaxLines = 250;

    public static object Add(ApiRequest request) => Edit(request, (work, invoice, source) =>
    {
        source.Ignore("tax_amounts");
        var item = source.String("invoice_item") is { } existing
            ? work.FromParam<InvoiceItem>(existing, source.Path("invoice_item")) with { Invoice = invoice.Id }
            : InvoiceItemReader.Create(work, source, work.Get<Customer>(invoice.Customer), invoice, null);
        work.Save(item);
        return [.. invoice.Lines.Data, InvoiceLines.ForInvoiceItem(invoice.Id, item)];
    });

    public static object Update(ApiRequest request) => Edit(request, (work, invoice, source) =>
    {
        var line = Line(invoice, source);
        var item = work.Save(InvoiceItemReader.Update(work, source, ItemOf(work, line, source)));
        return [.. invoice.Lines.Data.Select(candidate =>
            candidate.Id == line.Id ? InvoiceLines.ForInvoiceItem(invoice.Id, item) with { Id = line.Id } : candidate)];
    });

    /// <summary><c>POST /v1/invoices/{id}/lines/{line}</c>: one line, with the line as the answer.</summary>
    public static object UpdateOne(ApiRequest request)
    {
        var work = request.Work;
        var before = RequireDraft(request);
        var line = before.Lines.Data.FirstOrDefault(candidate => candidate.Id == request.Route("line"))
            ?? throw Errors.NoSuchInPath("line item", request.Route("line"), "line_item_id");
        request.Params.Ignore("tax_amounts");
        var item = InvoiceItemReader.Update(work, request.Params, ItemOf(work, line, request.Params));
        request.Params.Done();
        work.Save(item);
        var changed = InvoiceLines.ForInvoiceItem(before.Id, item) with { Id = line.Id };
        IReadOnlyList<InvoiceLine> lines = [.. before.Lines.Data.Select(candidate => candidate.Id == line.Id ? changed : candidate)];
        var after = work.Save(InvoiceDrafts.Recalculate(work, before with { Lines = InvoiceDrafts.LinesOf(before.Id, lines) }));
        work.EmitIfChanged("invoice.updated", after, before);
        return after.Lines.Data.First(candidate => candidate.Id == line.Id);
    }

    public static object Remove(ApiRequest request) => Edit(request, (work, invoice, source) =>
    {
        var line = Line(invoice, source);
        var item = ItemOf(work, line, source);
        var behavior = source.Word("behavior", "delete", "unassign") ?? throw Errors.Missing(source.Path("behavior"));
        if (behavior == "unassign")
            work.Save(item with { Invoice = null });
        else
            work.Delete(item);
        return [.. invoice.Lines.Data.Where(candidate => candidate.Id != line.Id)];
    });

    private static Invoice Edit(ApiRequest request, Func<UnitOfWork, Invoice, Params, IReadOnlyList<InvoiceLine>> edit)
    {
        var work = request.Work;
        var before = RequireDraft(request);
        request.Params.Ignore("invoice_metadata");
        var sources = request.Params.Hashes("lines", MaxLines).Value ?? throw Errors.Missing("lines");
        var invoice = before;
        foreach (var source in sources)
            invoice = invoice with { Lines = InvoiceDrafts.LinesOf(invoice.Id, edit(work, invoice, source)) };
        request.Params.Done();
        var after = work.Save(InvoiceDrafts.Recalculate(work, invoice));
        work.EmitIfChanged("invoice.updated", after, before);
        return after;
    }

    private static Invoice RequireDraft(ApiRequest request)
    {
        var invoice = request.Work.Find<Invoice>(request.Id) ?? throw Errors.NoSuchInPath("invoice", request.Id, "invoice");
        return invoice.Status == InvoiceStatus.Draft
            ? invoice
            : throw Errors.Invalid("This invoice is no longer editable.", "invoice", "invoice_not_editable");
    }

    private static InvoiceLine Line(Invoice invoice, Params source)
    {
        var id = source.RequiredString("id");
        return invoice.Lines.Data.FirstOrDefault(line => line.Id == id) ?? throw Errors.NoSuchInBody("line item", id, source.Path("id"));
    }

    private static InvoiceItem ItemOf(UnitOfWork work, InvoiceLine line, Params source) =>
        work.Find<InvoiceItem>(line.Parent.InvoiceItemDetails?.InvoiceItem ?? line.Parent.SubscriptionItemDetails?.InvoiceItem)
        ?? throw Errors.Invalid("Lines of a subscription's own prices cannot be edited.", source.Path("id"));
}
