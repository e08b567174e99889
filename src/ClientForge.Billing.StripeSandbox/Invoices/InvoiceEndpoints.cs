using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>The verbs of <c>/v1/invoices</c> on one invoice.</summary>
internal static class InvoiceEndpoints
{
    public static object Retrieve(ApiRequest request)
    {
        request.Params.Done();
        return Find(request);
    }

    public static object Update(ApiRequest request)
    {
        var before = request.Work.FromPath<Invoice>(request.Id);
        var after = InvoiceReader.Update(request.Work, request.Params, before);
        request.Params.Done();
        after = InvoiceTimes.WithFinalization(after, request.Work.NowOn(after.TestClock));
        request.Work.Save(after);
        InvoiceTimes.Reschedule(request.Work, after);
        request.Work.EmitIfChanged("invoice.updated", after, before);
        return after;
    }

    public static object Delete(ApiRequest request)
    {
        request.Params.Done();
        var invoice = Find(request);
        if (invoice.Status != InvoiceStatus.Draft)
            throw Errors.Invalid($"You can only delete draft invoices. This invoice is {invoice.Status}.", code: "invoice_not_editable");
        return InvoiceVoiding.Delete(request.Work, invoice);
    }

    public static object Finalize(ApiRequest request)
    {
        var work = request.Work;
        var autoAdvance = request.Params.Bool("auto_advance");
        request.Params.Done();
        var invoice = request.Target<Invoice>();
        if (invoice.Status != InvoiceStatus.Draft)
            throw Errors.Invalid($"This invoice is already finalized, you can't re-finalize a non-draft invoice.", "id");
        var finalized = InvoiceFinalizer.Finalize(work, work.Save(invoice with { AutoAdvance = autoAdvance ?? invoice.AutoAdvance }));
        if (finalized is { Status: InvoiceStatus.Open, AutoAdvance: true, CollectionMethod: "charge_automatically" })
            InvoiceTimes.AttemptAt(work, finalized, work.NowOn(finalized.TestClock) + InvoiceTimes.DraftHour);
        var current = work.Get<Invoice>(invoice.Id);
        work.EmitIfChanged("invoice.updated", current, invoice);
        return current;
    }

    public static object Pay(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        var method = parameters.String("payment_method");
        var outOfBand = parameters.Bool("paid_out_of_band") ?? false;
        var offSession = parameters.Bool("off_session") ?? true;
        parameters.Ignore("source", "mandate", "forgive");
        parameters.Done();
        var invoice = request.Target<Invoice>();
        RequirePayable(invoice);
        if (invoice.Status == InvoiceStatus.Draft)
            invoice = InvoiceFinalizer.Finalize(work, invoice);
        if (invoice.Status == InvoiceStatus.Paid)
            return invoice;
        if (outOfBand)
            return InvoiceSettlement.Paid(work, invoice, PaidBy.OutOfBand);
        if (method is not null)
            PaymentMethodRules.RequireUsable(work, method, invoice.Customer, "payment_method");
        else if (InvoiceCollector.PaymentMethodFor(work, invoice) is null)
            throw InvoiceCollector.NoPaymentMethod();
        var collected = InvoiceCollector.Collect(work, invoice, new() { PaymentMethod = method, OffSession = offSession });
        return collected.Error is { } error ? throw error : work.Get<Invoice>(invoice.Id);
    }

    public static object Send(ApiRequest request)
    {
        var work = request.Work;
        request.Params.Done();
        var invoice = Find(request);
        if (invoice.CollectionMethod != "send_invoice")
            throw Errors.Invalid("You can only manually send an invoice if its collection method is 'send_invoice'.");
        if (invoice.Status == InvoiceStatus.Draft)
            invoice = InvoiceFinalizer.Finalize(work, invoice);
        work.Emit("invoice.sent", invoice);
        return invoice;
    }

    public static object Void(ApiRequest request)
    {
        request.Params.Done();
        var invoice = request.Target<Invoice>();
        if (invoice.Status is not (InvoiceStatus.Open or InvoiceStatus.Uncollectible))
            throw Errors.Invalid($"You can only pass in open invoices. This invoice isn't open.");
        return InvoiceVoiding.Void(request.Work, invoice);
    }

    public static object MarkUncollectible(ApiRequest request)
    {
        request.Params.Done();
        var invoice = request.Target<Invoice>();
        if (invoice.Status is not (InvoiceStatus.Open or InvoiceStatus.Draft))
            throw Errors.Invalid($"You can only mark open or draft invoices as uncollectible; this one is {invoice.Status}.");
        return InvoiceVoiding.MarkUncollectible(request.Work, invoice);
    }

    public static object Lines(ApiRequest request) => Paging.PageOf(request, Find(request).Lines.Data);

    /// <summary>Deleting, sending and reading lines name the parameter <c>invoice</c> in their 404, other verbs <c>id</c>.</summary>
    private static Invoice Find(ApiRequest request) =>
        request.Work.Find<Invoice>(request.Id) ?? throw Errors.NoSuchInPath("invoice", request.Id, "invoice");

    private static void RequirePayable(Invoice invoice)
    {
        if (invoice.Status == InvoiceStatus.Paid)
            throw Errors.Invalid("Invoice is already paid");
        if (invoice.Status == InvoiceStatus.Void)
            throw Errors.Invalid("This invoice can no longer be paid: it was voided.");
    }
}
