using System.Globalization;
using ClientForge.Billing.Services.PaymentMethods;
using ClientForge.Billing.Services.Subscriptions;

namespace ClientForge.Billing.Services.Notifications;

/// <summary>Mails about a subscription and its card, as pure functions.</summary>
internal static class SubscriptionMails
{
    public static MailDraft TrialEnding(TrialEndingMail mail, MailSettings settings) => new()
    {
        Subject = $"Your trial of {mail.PlanName} ends on {MailDraft.Date(mail.TrialEnd)}",
        Name = mail.CustomerName,
        Paragraphs =
        [
            $"Your trial of {mail.PlanName} ends on {MailDraft.DateAndTime(mail.TrialEnd)}.",
            mail.HasPaymentMethod
                ? $"Your subscription then goes on for {Price(mail)}. If you do not want that, cancel before."
                : $"There is no card on file yet. Add one before that date to keep your subscription for {Price(mail)}.",
        ],
        Link = (mail.HasPaymentMethod ? "Manage the subscription" : "Add a card", settings.PortalUrl),
    };

    public static MailDraft CardExpiring(CardExpiringMail mail, MailSettings settings) => new()
    {
        Subject = "Your card is expiring",
        Name = mail.CustomerName,
        Paragraphs =
        [
            string.Create(CultureInfo.InvariantCulture, $"The card that your subscription is paid with is expiring: it is good for {mail.DaysLeft} more days."),
            "Please add another one, so that your payments go on.",
        ],
        Link = ("Change the card", settings.PortalUrl),
    };

    private static string Price(TrialEndingMail mail) => $"{MailDraft.Amount(mail.Amount, mail.Currency)} a {mail.Interval} before discount and tax";
}
