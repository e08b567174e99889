using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary><c>/v1/invoiceitems</c>.</summary>
internal static class InvoiceItemEndpoints
{
    public static object Create(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var customer = work.FromParam<Customer>(asked.RequiredString("customer"), "customer");
        if (customer.IsDeleted)
            throw Errors.NoSuchInBody("customer", customer.Id, "customer");
        var invoice = asked.String("invoice") is { } id ? RequireDraft(work, id, customer) : null;
        var subscription = asked.String("subscription") is { } sub ? work.FromParam<Subscription>(sub, "subscription") : null;
        var item = InvoiceItemReader.Create(work, asked, customer, invoice, subscription);
        asked.Done();
        RequireCurrency(customer, invoice, item.Currency);
        work.Save(item);
        if (customer.Currency is null)
            work.Save(customer with { Currency = item.Currency });
        work.Emit("invoiceitem.created", item);
        if (invoice is not null)
            Refresh(work, invoice, [.. invoice.Lines.Data, InvoiceLines.ForInvoiceItem(invoice.Id, item)]);
        return item;
    }

    public static object Retrieve(ApiRequest request)
    {
        request.Params.Done();
        return Find(request);
    }

    public static object Update(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var before = Find(request);
        var invoice = RequireEditable(work, before);
        var after = InvoiceItemReader.Update(work, asked, before);
        asked.Done();
        work.Save(after);
        if (invoice is not null)
        {
            Refresh(work, invoice, [.. invoice.Lines.Data.Select(line =>
                IsOf(line, after.Id) ? InvoiceLines.ForInvoiceItem(invoice.Id, after) with { Id = line.Id } : line)]);
        }
        return after;
    }

    public static object Delete(ApiRequest request)
    {
        request.Params.Done();
        var item = Find(request);
        var invoice = RequireEditable(request.Work, item);
        request.Work.Delete(item);
        request.Work.Emit("invoiceitem.deleted", item);
        if (invoice is not null)
            Refresh(request.Work, invoice, [.. invoice.Lines.Data.Where(line => !IsOf(line, item.Id))]);
        return new DeletedObject(item.Id, item.Object);
    }

    public static object List(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var customer = asked.String("customer");
        var invoice = asked.String("invoice");
        var pending = asked.Bool("pending");
        var created = asked.Range("created");
        return Paging.Page(request, work.Table<InvoiceItem>().NewestFirst().Where(item =>
            (customer is null || item.Customer == customer)
            && (invoice is null || item.Invoice == invoice)
            && (pending is null || item.Invoice is null == pending)
            && created?.Holds(item.Date) != false));
    }

    private static InvoiceItem Find(ApiRequest request) => request.Work.Find<InvoiceItem>(request.Id)
        ?? throw new StripeError(404, $"No such Invoice Item: '{request.Id}'(livemode=false)") { Code = "resource_missing", Param = "id" };

    private static Invoice RequireDraft(UnitOfWork work, string id, Customer customer)
    {
        var invoice = work.FromParam<Invoice>(id, "invoice");
        if (invoice.Customer != customer.Id)
            throw Errors.Invalid($"The invoice {id} belongs to another customer.", "invoice");
        return invoice.Status == InvoiceStatus.Draft
            ? invoice
            : throw Errors.Invalid($"The invoice {id} is no longer editable.", "invoice", "invoice_not_editable");
    }

    private static Invoice? RequireEditable(UnitOfWork work, InvoiceItem item)
    {
        var invoice = work.Find<Invoice>(item.Invoice);
        return invoice is null or { Status: InvoiceStatus.Draft }
            ? invoice
            : throw Errors.Invalid("This invoice item can no longer be changed because its invoice is finalized.", code: "invoice_not_editable");
    }

    private static void RequireCurrency(Customer customer, Invoice? invoice, string currency)
    {
        var expected = invoice?.Currency ?? customer.Currency ?? currency;
        if (expected != currency)
            throw Errors.Invalid($"You cannot combine currencies on a single customer. The expected currency is {expected}.", "currency");
    }

    private static bool IsOf(InvoiceLine line, string item) =>
        line.Parent.InvoiceItemDetails?.InvoiceItem == item || line.Parent.SubscriptionItemDetails?.InvoiceItem == item;

    private static void Refresh(UnitOfWork work, Invoice invoice, IReadOnlyList<InvoiceLine> lines)
    {
        var after = work.Save(InvoiceDrafts.Recalculate(work, invoice with { Lines = InvoiceDrafts.LinesOf(invoice.Id, lines) }));
        work.EmitIfChanged("invoice.updated", after, invoice);
    }
}
