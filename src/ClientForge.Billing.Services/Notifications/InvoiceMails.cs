namespace ClientForge.Billing.Services.Notifications;

/// <summary>Mails about invoices, as pure functions.</summary>
internal static class InvoiceMails
{
    public static MailDraft Invoice(InvoiceMail mail, MailSettings settings)
    {
        var amount = MailDraft.Amount(mail.AmountDue, mail.Currency);
        return new MailDraft
        {
            Subject = $"Invoice {mail.InvoiceNumber} from {settings.ProductName}: {amount}",
            Name = mail.CustomerName,
            Paragraphs =
            [
                $"Your invoice {mail.InvoiceNumber} is ready. You find it attached as a PDF.",
                mail.ChargedAutomatically
                    ? "There is nothing to do: the payment method on file will be charged."
                    : "Please pay it by the date below.",
            ],
            Facts =
            [
                ("Invoice", mail.InvoiceNumber),
                ("Amount due", amount),
                .. mail.DueDate is { } due ? [("Due", MailDraft.Date(due))] : Array.Empty<(string, string)>(),
            ],
            Link = mail.ChargedAutomatically ? null : ("Pay the invoice", MailDraft.WebAddress(mail.PaymentUrl, settings)),
        };
    }

    public static MailDraft Receipt(ReceiptMail mail, MailSettings settings)
    {
        var amount = MailDraft.Amount(mail.AmountPaid, mail.Currency);
        return new MailDraft
        {
            Subject = $"Receipt from {settings.ProductName}: invoice {mail.InvoiceNumber} is paid",
            Name = mail.CustomerName,
            Paragraphs =
            [
                mail.AmountPaid > 0
                    ? $"We have received {amount} for invoice {mail.InvoiceNumber}. Thank you!"
                    : $"Invoice {mail.InvoiceNumber} is settled; nothing had to be charged.",
                "You find the invoice attached as a PDF.",
            ],
            Facts = [("Invoice", mail.InvoiceNumber), ("Amount paid", amount), ("Paid on", MailDraft.Date(mail.PaidAt))],
        };
    }
}
