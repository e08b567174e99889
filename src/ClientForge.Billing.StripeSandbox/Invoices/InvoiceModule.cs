using ClientForge.Billing.StripeSandbox.Http;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>Invoices, their items and payments.</summary>
internal sealed class InvoiceModule : ISandboxModule
{
    public void Register(SandboxBuilder sandbox)
    {
        sandbox.Table<BillingSettings>("_billing_settings");
        Invoices(sandbox);
        Items(sandbox);
        Payments(sandbox);
    }

    private static void Invoices(SandboxBuilder sandbox)
    {
        sandbox.Table<Invoice>("invoice")
            .IndexedBy(Invoice.CustomerIndex, invoice => invoice.Customer)
            .IndexedBy(Invoice.SubscriptionIndex, invoice => invoice.SubscriptionId());
        sandbox.Includable<Invoice>("confirmation_secret", InvoiceIntents.ConfirmationSecret);
        sandbox.Includable<Invoice>("payments", InvoiceIntents.PaymentsOf);
        sandbox.Post("/v1/invoices", InvoiceCreation.Create);
        sandbox.Get("/v1/invoices", InvoiceCreation.List);
        sandbox.Post("/v1/invoices/create_preview", InvoicePreviews.Create);
        sandbox.Get("/v1/invoices/{id}", InvoiceEndpoints.Retrieve);
        sandbox.Post("/v1/invoices/{id}", InvoiceEndpoints.Update);
        sandbox.Delete("/v1/invoices/{id}", InvoiceEndpoints.Delete);
        sandbox.Post("/v1/invoices/{id}/finalize", InvoiceEndpoints.Finalize);
        sandbox.Post("/v1/invoices/{id}/pay", InvoiceEndpoints.Pay);
        sandbox.Post("/v1/invoices/{id}/send", InvoiceEndpoints.Send);
        sandbox.Post("/v1/invoices/{id}/void", InvoiceEndpoints.Void);
        sandbox.Post("/v1/invoices/{id}/mark_uncollectible", InvoiceEndpoints.MarkUncollectible);
        sandbox.Get("/v1/invoices/{id}/lines", InvoiceEndpoints.Lines);
        sandbox.Post("/v1/invoices/{id}/lines/{line}", InvoiceLineEndpoints.UpdateOne);
        sandbox.Post("/v1/invoices/{id}/add_lines", InvoiceLineEndpoints.Add);
        sandbox.Post("/v1/invoices/{id}/update_lines", InvoiceLineEndpoints.Update);
        sandbox.Post("/v1/invoices/{id}/remove_lines", InvoiceLineEndpoints.Remove);
        sandbox.Due(InvoiceTimes.DueKind, InvoiceClock.Run);
    }

    private static void Items(SandboxBuilder sandbox)
    {
        sandbox.Table<InvoiceItem>("invoiceitem")
            .IndexedBy(InvoiceItem.PendingIndex, item => item.Invoice is null ? item.Customer : null)
            .IndexedBy(InvoiceItem.InvoiceIndex, item => item.Invoice);
        sandbox.Post("/v1/invoiceitems", InvoiceItemEndpoints.Create);
        sandbox.Get("/v1/invoiceitems", InvoiceItemEndpoints.List);
        sandbox.Get("/v1/invoiceitems/{id}", InvoiceItemEndpoints.Retrieve);
        sandbox.Post("/v1/invoiceitems/{id}", InvoiceItemEndpoints.Update);
        sandbox.Delete("/v1/invoiceitems/{id}", InvoiceItemEndpoints.Delete);
    }

    private static void Payments(SandboxBuilder sandbox)
    {
        sandbox.Table<InvoicePayment>("invoice_payment")
            .IndexedBy(InvoicePayment.InvoiceIndex, payment => payment.Invoice)
            .IndexedBy(InvoicePayment.IntentIndex, payment => payment.Payment.PaymentIntent);
        sandbox.Get("/v1/invoice_payments", InvoicePaymentEndpoints.List);
        sandbox.Retrieve<InvoicePayment>("/v1/invoice_payments");
        sandbox.Post("/v1/invoices/{id}/attach_payment", InvoiceAttachments.Attach);
        sandbox.Hooks.PaymentSettled.Add(InvoiceIntents.Settled);
        sandbox.Hooks.PaymentSettled.Add(InvoiceAttachments.Settled);
    }
}
