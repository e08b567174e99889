using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary><c>/v1/invoice_payments</c>: the way from a payment intent to its invoice and back.</summary>
internal static class InvoicePaymentEndpoints
{
    public static object List(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var invoice = asked.String("invoice");
        var status = asked.Word("status", "open", "paid", "canceled");
        var payment = asked.Hash("payment");
        payment?.Word("type", "payment_intent", "payment_record");
        var intent = payment?.String("payment_intent");
        var created = asked.Range("created");
        var table = work.Table<InvoicePayment>();
        var rows = invoice is not null ? table.Where(InvoicePayment.InvoiceIndex, invoice)
            : intent is not null ? table.Where(InvoicePayment.IntentIndex, intent)
            : table.NewestFirst();
        return Paging.Page(request, rows.Where(row =>
            (intent is null || row.Payment.PaymentIntent == intent)
            && (status is null || row.Status == status)
            && created?.Holds(row.Created) != false));
    }
}
