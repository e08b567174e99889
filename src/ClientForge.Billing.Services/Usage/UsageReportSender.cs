using System.Globalization;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.StripeIntents;
using ClientForge.Billing.Data.Usage;
using ClientForge.Billing.Services.StripeApi;
using Stripe.Billing;

namespace ClientForge.Billing.Services.Usage;

/// <summary>Sends one report as an intent and notes how it ended.</summary>
public sealed class UsageReportSender(Database database, UsageReportRepository reports, UsageFindings findings, StripeIntents intents, TimeProvider time)
{
    internal const string IntentKind = "usage.report";
    private const string MeterEventType = "billing.meter_event";

    /// <exception cref="Errors.BillingException">Stripe did not answer; the report is resolved in the background and taken up again.</exception>
    public async Task SendAsync(UsageReportItemRow item, string stripeCustomerId, CancellationToken cancellationToken)
    {
        var options = new MeterEventCreateOptions
        {
            EventName = item.EventName,
            Identifier = item.Identifier,
            Timestamp = item.EventTime.UtcDateTime,
            Payload = new Dictionary<string, string>
            {
                ["stripe_customer_id"] = stripeCustomerId,
                ["value"] = item.Quantity.ToString("0.######", CultureInfo.InvariantCulture),
            },
        };
        var outcome = await intents.RunAsync(
            new IntentPlan
            {
                TenantId = item.TenantId,
                Id = intents.NewId(),
                Kind = IntentKind,
                NaturalKey = item.Identifier,
                ObjectType = MeterEventType,
                Call = await StripeCall.CaptureAsync(stripe => stripe.V1.Billing.MeterEvents.CreateAsync(options, cancellationToken: cancellationToken)),
                Actor = "job:usage-report",
            },
            cancellationToken);
        if (!outcome.Intent.IsFinal)
            throw StripeErrors.OutcomeUnknown();
        await SettleAsync(item, outcome.Intent, cancellationToken);
    }

    private async Task SettleAsync(UsageReportItemRow item, StripeIntentRow intent, CancellationToken cancellationToken)
    {
        var confirmed = intent.State == IntentState.Succeeded || IsKnownAlready(intent);
        var error = confirmed ? null : intent.ErrorCode ?? intent.ErrorType ?? "refused";
        await database.InTenantAsync(
            item.TenantId, work => reports.FinishAsync(work, item, confirmed ? "confirmed" : "failed", error, time.GetUtcNow()), cancellationToken);
        if (!confirmed)
            await findings.FileReportFailureAsync(item, error!, cancellationToken);
    }

    // Stripe has no code for it: the message is all there is to tell a known identifier by. It means that the report arrived.
    private static bool IsKnownAlready(StripeIntentRow intent) =>
        intent.HttpStatus == 400 && intent.ErrorMessage?.Contains("already exists with identifier", StringComparison.Ordinal) == true;
}
