using System.Globalization;
using ClientForge.Billing.Services.PaymentMethods;
using ClientForge.Billing.Services.Subscriptions;
using ClientForge.Billing.Services.Usage;

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

    public static MailDraft UsageThreshold(UsageThresholdMail mail, MailSettings settings) => new()
    {
        Subject = string.Create(CultureInfo.InvariantCulture, $"{mail.MetricName}: {mail.Percent} % of what is included is used"),
        Name = mail.CustomerName,
        Paragraphs =
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"You have used {mail.Used:0.##} of the {mail.Included} that your plan includes of {mail.MetricName} until {MailDraft.DateAndTime(mail.ResetsAt)}."),
            mail.Percent < 100 ? "Nothing is charged for it as long as you stay within." : "What you use above it is charged by your plan, or denied where your plan says so.",
        ],
        Link = ("See the usage", settings.PortalUrl),
    };

    private static string Price(TrialEndingMail mail) => $"{MailDraft.Amount(mail.Amount, mail.Currency)} a {mail.Interval} before discount and tax";
}
