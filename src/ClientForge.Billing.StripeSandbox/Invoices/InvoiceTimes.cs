using ClientForge.Billing.StripeSandbox.Store;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>When time moves an invoice: one due entry an invoice, for the nearest of its moments.</summary>
internal static class InvoiceTimes
{
    public const string DueKind = "invoice";

    /// <summary>A draft of a subscription is finalized an hour after it was made.</summary>
    public const long DraftHour = 3600;

    /// <summary>Without an acknowledged <c>invoice.created</c> finalization waits so long.</summary>
    public const long LongestWait = 72 * 3600;

    /// <summary>How long before its due date an invoice that is sent is announced, in seconds.</summary>
    private const long DueNotice = 3 * 86_400;

    public static void Reschedule(UnitOfWork work, Invoice invoice)
    {
        if (Next(invoice, work.NowOn(invoice.TestClock)) is { } at)
            work.Schedule(DueKind, invoice.Id, at, invoice.TestClock);
        else
            work.Unschedule(DueKind, invoice.Id);
    }

    /// <summary>Plans the first attempt to pay an invoice that a caller finalized.</summary>
    public static void AttemptAt(UnitOfWork work, Invoice invoice, long at) =>
        Reschedule(work, work.Save(invoice with { NextPaymentAttempt = at }));

    /// <summary>A draft that advances by itself and has no time for it yet is finalized in an hour.</summary>
    /// <param name="invoice">As a caller made or changed it.</param>
    /// <param name="now">Unix seconds.</param>
    public static Invoice WithFinalization(Invoice invoice, long now) =>
        invoice is { Status: InvoiceStatus.Draft, AutoAdvance: true, AutomaticallyFinalizesAt: null }
            ? invoice with { AutomaticallyFinalizesAt = now + DraftHour }
            : invoice;

    /// <summary>The next moment (Unix seconds): finalization, a retry, the notice before the due date, or the due date.</summary>
    private static long? Next(Invoice invoice, long now) => invoice switch
    {
        { Status: InvoiceStatus.Draft, AutoAdvance: true } => invoice.AutomaticallyFinalizesAt,
        { Status: InvoiceStatus.Open, CollectionMethod: "charge_automatically" } => invoice.AutoAdvance ? invoice.NextPaymentAttempt : null,
        { Status: InvoiceStatus.Open, DueNoticed: false, DueDate: { } due } when due - DueNotice >= now => due - DueNotice,
        { Status: InvoiceStatus.Open, OverdueNoticed: false } => invoice.DueDate,
        _ => null,
    };
}
