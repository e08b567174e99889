using System.Globalization;
using ClientForge.Billing.Services.PaymentMethods;
using ClientForge.Billing.Services.Plans;
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

    public static MailDraft Canceled(SubscriptionCanceledMail mail, MailSettings settings) => new()
    {
        Subject = mail.HasEnded
            ? $"Your subscription of {mail.PlanName} has been canceled"
            : $"Your subscription of {mail.PlanName} is canceled and ends on {MailDraft.Date(mail.EndsAt)}",
        Name = mail.CustomerName,
        Paragraphs = mail.HasEnded
            ? [$"Your subscription of {mail.PlanName} ended on {MailDraft.DateAndTime(mail.EndsAt)}.", "Your data is kept; you can subscribe again at any time."]
            : [$"Your subscription of {mail.PlanName} goes on until {MailDraft.DateAndTime(mail.EndsAt)} and then ends.", "If you did not mean that, you can take it back until then."],
        Link = (mail.HasEnded ? "Subscribe again" : "Keep the subscription", settings.PortalUrl),
    };

    public static MailDraft PlanChanged(PlanChangedMail mail, MailSettings settings) => new()
    {
        Subject = mail.OldPlanName == mail.NewPlanName
            ? $"Your {mail.NewPlanName} plan is now billed by the {mail.Interval}"
            : $"Your plan has changed from {mail.OldPlanName} to {mail.NewPlanName}",
        Name = mail.CustomerName,
        Paragraphs = ["Your subscription has changed. This is what it is now:"],
        Facts =
        [
            ("Plan", mail.NewPlanName),
            ("Price", $"{MailDraft.Amount(mail.Amount, mail.Currency)} a {mail.Interval} before discount and tax"),
            ("Next invoice", MailDraft.Date(mail.NextInvoiceAt)),
        ],
        Link = ("See the subscription", settings.PortalUrl),
    };

    public static MailDraft PriceChange(PriceChangeMail mail, MailSettings settings) => new()
    {
        Subject = mail.IsTakenBack
            ? $"The price of your {mail.PlanName} plan stays as it was"
            : $"The price of your {mail.PlanName} plan changes with your invoice of {MailDraft.Date(mail.NextInvoiceAt)}",
        Name = mail.CustomerName,
        Paragraphs =
        [
            mail.IsTakenBack
                ? $"We have taken the new price of your {mail.PlanName} plan back. Your invoices come to what they came to before."
                : $"From {MailDraft.Date(mail.EffectiveAt)} on, your {mail.PlanName} plan is billed at its new price, beginning with the next invoice. If you do not want that, you can change or cancel before.",
        ],
        Facts =
        [
            (mail.IsTakenBack ? "Invoice" : "Invoice so far", MailDraft.Amount(mail.OldTotal, mail.Currency)),
            .. mail.IsTakenBack ? Array.Empty<(string, string)>() : [("Invoice from then on", MailDraft.Amount(mail.NewTotal, mail.Currency))],
        ],
        Link = ("Manage the subscription", settings.PortalUrl),
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
