using ClientForge.Billing.Services.Dunning;

namespace ClientForge.Billing.Services.Notifications;

/// <summary>Mails about payments that did not come, as pure functions; each says what happens next, when, and how to mend it.</summary>
internal static class DunningMailTexts
{
    public static MailDraft PaymentFailed(PaymentFailedMail mail, MailSettings settings)
    {
        var amount = MailDraft.Amount(mail.AmountRemaining, mail.Currency);
        return new MailDraft
        {
            Subject = $"Payment failed for {Named(mail)} (attempt {mail.Attempt} of {mail.MaxAttempts})",
            Name = mail.CustomerName,
            Paragraphs =
            [
                $"We could not collect {amount} for {Named(mail)}{Because(mail.DeclineCode)}.",
                mail.NextRetryAt is { } next
                    ? $"We try again on {MailDraft.DateAndTime(next)}. To settle it sooner, pay now or change your card."
                    : "We do not try again by ourselves. Please pay now or change your card.",
                $"If it stays unpaid, your account is suspended on {MailDraft.Date(mail.SuspendAt)}.",
            ],
            Facts = Facts(mail, amount),
            Link = ("Fix the payment", MailDraft.WebAddress(mail.PaymentUrl, settings)),
        };
    }

    public static MailDraft ActionRequired(PaymentFailedMail mail, MailSettings settings)
    {
        var amount = MailDraft.Amount(mail.AmountRemaining, mail.Currency);
        return new MailDraft
        {
            Subject = $"Action required: confirm the payment of {Named(mail)}",
            Name = mail.CustomerName,
            Paragraphs =
            [
                $"Your bank asks you to confirm the payment of {amount} for {Named(mail)}.",
                $"Nothing is charged until you do. If it stays unpaid, your account is suspended on {MailDraft.Date(mail.SuspendAt)}.",
            ],
            Facts = Facts(mail, amount),
            Link = ("Confirm the payment", MailDraft.WebAddress(mail.PaymentUrl, settings)),
        };
    }

    public static MailDraft Suspended(AccountSuspendedMail mail, MailSettings settings) => new()
    {
        Subject = $"Your {settings.ProductName} account is suspended",
        Name = mail.CustomerName,
        Paragraphs =
        [
            mail.InvoiceNumber is { } number
                ? $"Your account is suspended because invoice {number} was not paid."
                : $"Your account is suspended: {MailDraft.Short(mail.Reason)}",
            "Your data is kept. As soon as what is open is paid, your account works again.",
        ],
        Facts = mail is { InvoiceNumber: { } invoice, AmountRemaining: { } amount, Currency: { } currency }
            ? [("Invoice", invoice), ("Amount open", MailDraft.Amount(amount, currency))]
            : [],
        Link = ("Fix the payment", MailDraft.WebAddress(mail.PaymentUrl, settings)),
    };

    public static MailDraft Reactivated(AccountReactivatedMail mail, MailSettings settings) => new()
    {
        Subject = $"Your {settings.ProductName} account is reactivated",
        Name = mail.CustomerName,
        Paragraphs = ["Your account works again, with everything in it as you left it. Thank you!"],
        Link = ("Open billing", settings.PortalUrl),
    };

    private static string Named(PaymentFailedMail mail) => mail.InvoiceNumber is { } number ? $"invoice {number}" : "your invoice";

    // Only what helps the payer; https://docs.stripe.com/declines/codes says which reasons are not for the payer's eyes.
    private static string Because(string? declineCode) => declineCode switch
    {
        "insufficient_funds" => ": the card has insufficient funds",
        "expired_card" => ": the card has expired",
        "incorrect_cvc" or "invalid_cvc" => ": the card's security code is wrong",
        "card_not_supported" or "currency_not_supported" => ": the card does not support this payment",
        "card_velocity_exceeded" or "withdrawal_count_limit_exceeded" => ": the card's limit is reached",
        _ => "",
    };

    private static (string, string)[] Facts(PaymentFailedMail mail, string amount) =>
    [
        .. mail.InvoiceNumber is { } number ? [("Invoice", number)] : Array.Empty<(string, string)>(),
        ("Amount open", amount),
    ];
}
