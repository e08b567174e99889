namespace ClientForge.Billing.Services.Dunning;

/// <summary>Names of the mails that dunning sends; their payloads are the records below.</summary>
public static class DunningMails
{
    /// <summary><see cref="PaymentFailedMail"/>: a try failed, or the schedule's step came without a try.</summary>
    public const string PaymentFailed = "payment_failed";

    /// <summary><see cref="PaymentFailedMail"/>: the bank wants the payer to authenticate.</summary>
    public const string PaymentActionRequired = "payment_action_required";

    /// <summary><see cref="AccountSuspendedMail"/>.</summary>
    public const string AccountSuspended = "account_suspended";

    /// <summary><see cref="AccountReactivatedMail"/>.</summary>
    public const string AccountReactivated = "account_reactivated";
}

/// <summary>What a mail about an unpaid invoice says.</summary>
public sealed record PaymentFailedMail
{
    public required Guid InvoiceId { get; init; }

    public string? InvoiceNumber { get; init; }

    public string? CustomerName { get; init; }

    /// <summary>Minor units of <see cref="Currency"/>.</summary>
    public required long AmountRemaining { get; init; }

    public required string Currency { get; init; }

    public required int Attempt { get; init; }

    public required int MaxAttempts { get; init; }

    /// <summary>Null when no further try comes by itself.</summary>
    public DateTimeOffset? NextRetryAt { get; init; }

    /// <summary>When the account is suspended if nothing is paid.</summary>
    public required DateTimeOffset SuspendAt { get; init; }

    /// <summary>The decline code as far as the payer may see it.</summary>
    public string? DeclineCode { get; init; }

    /// <summary>Stripe's page where the invoice can be paid or the payment authenticated.</summary>
    public string? PaymentUrl { get; init; }
}

/// <summary>What the mail about a suspension says.</summary>
public sealed record AccountSuspendedMail
{
    public string? CustomerName { get; init; }

    public required string Reason { get; init; }

    /// <summary>The oldest unpaid invoice, if that is the reason.</summary>
    public string? InvoiceNumber { get; init; }

    public long? AmountRemaining { get; init; }

    public string? Currency { get; init; }

    public string? PaymentUrl { get; init; }
}

/// <summary>What the mail about a reactivation says.</summary>
public sealed record AccountReactivatedMail
{
    public string? CustomerName { get; init; }
}
