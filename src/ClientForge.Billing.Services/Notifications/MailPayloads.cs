namespace ClientForge.Billing.Services.Notifications;

/// <summary>Names of the mails that have no feature of their own; their payloads are the records below.</summary>
public static class MailTemplateNames
{
    /// <summary><see cref="InvoiceMail"/>: an invoice is to be paid.</summary>
    public const string Invoice = "invoice";

    /// <summary><see cref="ReceiptMail"/>: an invoice was paid.</summary>
    public const string Receipt = "receipt";
}

/// <summary>What the mail about an invoice that is to be paid says.</summary>
public sealed record InvoiceMail
{
    public required string InvoiceNumber { get; init; }

    public string? CustomerName { get; init; }

    /// <summary>Minor units of <see cref="Currency"/>.</summary>
    public required long AmountDue { get; init; }

    public required string Currency { get; init; }

    public DateTimeOffset? DueDate { get; init; }

    /// <summary>The payment method on file is charged without the customer's doing.</summary>
    public required bool ChargedAutomatically { get; init; }

    public string? PaymentUrl { get; init; }
}

/// <summary>What the mail about a paid invoice says.</summary>
public sealed record ReceiptMail
{
    public required string InvoiceNumber { get; init; }

    public string? CustomerName { get; init; }

    /// <summary>Minor units of <see cref="Currency"/>; zero when credit or a discount paid for everything.</summary>
    public required long AmountPaid { get; init; }

    public required string Currency { get; init; }

    public required DateTimeOffset PaidAt { get; init; }
}
