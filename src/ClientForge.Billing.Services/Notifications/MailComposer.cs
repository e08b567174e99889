using System.Text.Json;
using ClientForge.Billing.Data;
using ClientForge.Billing.Services.Dunning;
using ClientForge.Billing.Services.PaymentMethods;
using ClientForge.Billing.Services.Plans;
using ClientForge.Billing.Services.Subscriptions;
using ClientForge.Billing.Services.Usage;
using Microsoft.Extensions.Options;

namespace ClientForge.Billing.Services.Notifications;

/// <summary>The catalogue of mails: which template reads which record.</summary>
internal sealed class MailComposer(IOptions<MailSettings> settings) : IMailComposer
{
    private static readonly Dictionary<string, Func<JsonElement, MailSettings, MailDraft>> Templates = new()
    {
        [MailTemplateNames.Invoice] = With<InvoiceMail>(InvoiceMails.Invoice),
        [MailTemplateNames.Receipt] = With<ReceiptMail>(InvoiceMails.Receipt),
        [TrialEndingMail.Template] = With<TrialEndingMail>(SubscriptionMails.TrialEnding),
        [SubscriptionCanceledMail.Template] = With<SubscriptionCanceledMail>(SubscriptionMails.Canceled),
        [PlanChangedMail.Template] = With<PlanChangedMail>(SubscriptionMails.PlanChanged),
        [PriceChangeMail.Template] = With<PriceChangeMail>(SubscriptionMails.PriceChange),
        [CardExpiringMail.Template] = With<CardExpiringMail>(SubscriptionMails.CardExpiring),
        [UsageThresholdMail.Template] = With<UsageThresholdMail>(SubscriptionMails.UsageThreshold),
        [DunningMails.PaymentFailed] = With<PaymentFailedMail>(DunningMailTexts.PaymentFailed),
        [DunningMails.PaymentActionRequired] = With<PaymentFailedMail>(DunningMailTexts.ActionRequired),
        [DunningMails.AccountSuspended] = With<AccountSuspendedMail>(DunningMailTexts.Suspended),
        [DunningMails.AccountReactivated] = With<AccountReactivatedMail>(DunningMailTexts.Reactivated),
    };

    /// <exception cref="MailRejectedException">There is no such template, or the data is not its record.</exception>
    public MailContent Compose(string template, JsonElement data)
    {
        if (!Templates.TryGetValue(template, out var write))
            throw new MailRejectedException($"There is no mail template '{template}'.");
        try
        {
            return write(data, settings.Value).Write(settings.Value);
        }
        catch (JsonException e)
        {
            throw new MailRejectedException($"The data of a mail '{template}' is not what the template reads.", e);
        }
    }

    private static Func<JsonElement, MailSettings, MailDraft> With<T>(Func<T, MailSettings, MailDraft> write) =>
        (data, settings) => write(data.Deserialize<T>(Json.Options) ?? throw new JsonException("null where a record was expected"), settings);
}
