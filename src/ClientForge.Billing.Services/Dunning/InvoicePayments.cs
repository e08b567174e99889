using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.Data.StripeIntents;
using ClientForge.Billing.Services.StripeApi;
using ClientForge.Billing.Services.Webhooks;
using Stripe;

namespace ClientForge.Billing.Services.Dunning;

/// <summary>A try to be paid for an invoice.</summary>
public sealed record PaymentOrder
{
    public required Guid TenantId { get; init; }

    public required Guid InvoiceId { get; init; }

    public required string StripeInvoiceId { get; init; }

    /// <summary>One of <see cref="PaymentTrigger"/>.</summary>
    public required string Trigger { get; init; }

    /// <summary>What makes a repeated order the same try: the step of the schedule, or the command's operation key.</summary>
    public required string Key { get; init; }

    /// <summary>Stripe's id; the customer's default when null.</summary>
    public string? StripePaymentMethodId { get; init; }

    public required string Actor { get; init; }

    public string? Reason { get; init; }

    /// <summary>The natural key begins with the invoice, so that one invoice's tries can be told from another's.</summary>
    internal string NaturalKey => $"{InvoiceId}:{Key}";

    internal static Guid InvoiceOf(StripeIntentRow intent) => Guid.Parse(intent.NaturalKey.Split(':')[0]);
}

/// <summary>How a try stands after it was made.</summary>
/// <param name="Try">The log's row.</param>
/// <param name="Outcome">Throws for callers who want the money or an error: <see cref="IntentOutcome.EnsureSucceeded"/>.</param>
public sealed record PaymentResult(PaymentRetryRow Try, IntentOutcome Outcome);

/// <summary>
/// The one place that pays an invoice, whoever wants it paid: through Stripe's invoice, one try at a time, each an intent and
/// a row of the log from before it is sent.
/// </summary>
public sealed class InvoicePayments(
    Database database,
    StripeIntents intents,
    IntentResolver resolver,
    ObjectSync sync,
    DunningCases dunning,
    TimeProvider time)
{
    public const string IntentKind = "invoice.pay";

    /// <summary>Reads the invoice from Stripe and applies what changed: a payment that came another way closes its case.</summary>
    public Task RefreshAsync(Guid tenantId, string stripeInvoiceId, string actor, CancellationToken cancellationToken) =>
        sync.SyncAsync(MirroredTypes.Invoice, stripeInvoiceId, tenantId, actor, cancellationToken);

    /// <summary>Makes a try, or tells of the same one made before; returns when its outcome is known or Stripe stays silent.</summary>
    /// <exception cref="Errors.BillingException">409 <c>operation_in_progress</c>: another try for the invoice has no known outcome.</exception>
    public async Task<PaymentResult> PayAsync(PaymentOrder order, CancellationToken cancellationToken)
    {
        var invoiceKey = $"{order.InvoiceId}:";
        await resolver.ResolvePendingAsync(order.TenantId, IntentKind, invoiceKey, cancellationToken);
        var plan = await PlanAsync(order);
        var (intent, begun) = await database.InTenantAsync(
            order.TenantId,
            async work =>
            {
                await PaymentTries.LockAsync(work, order.TenantId, order.InvoiceId);
                await resolver.EnsureNothingPendingAsync(work, order.TenantId, IntentKind, plan.NaturalKey, invoiceKey);
                var stored = await intents.PlanAsync(work, plan);
                return (stored, await dunning.Tries.BeginAsync(work, order, stored.Id, time.GetUtcNow()));
            },
            cancellationToken);
        var outcome = await intents.SendAsync(intent, cancellationToken);
        return outcome.Intent.State is IntentState.Succeeded or IntentState.Rejected
            ? new PaymentResult(await SettleAsync(outcome.Intent, order.StripeInvoiceId, cancellationToken), outcome)
            : new PaymentResult(begun, outcome);
    }

    /// <summary>Ends the try of an intent whose outcome became known after its sender had gone.</summary>
    internal async Task SettleAsync(Guid intentId, CancellationToken cancellationToken)
    {
        var intent = await intents.GetAsync(intentId, cancellationToken);
        await SettleAsync(intent, StripeInvoiceId(intent), cancellationToken);
    }

    private async Task<PaymentRetryRow> SettleAsync(StripeIntentRow intent, string stripeInvoiceId, CancellationToken cancellationToken)
    {
        await RefreshAsync(intent.TenantId!.Value, stripeInvoiceId, intent.Actor, cancellationToken);
        return await database.InTenantAsync(
            intent.TenantId.Value, work => dunning.SettleAsync(work, intent, time.GetUtcNow()), cancellationToken);
    }

    private static string StripeInvoiceId(StripeIntentRow intent) => intent.Path.Split('/')[3];

    private async Task<IntentPlan> PlanAsync(PaymentOrder order) => new()
    {
        TenantId = order.TenantId,
        Id = intents.NewId(),
        Kind = IntentKind,
        NaturalKey = order.NaturalKey,
        ObjectType = MirroredTypes.Invoice,
        Call = await StripeCall.CaptureAsync(stripe => stripe.V1.Invoices.PayAsync(
            order.StripeInvoiceId,
            new InvoicePayOptions { OffSession = order.Trigger != PaymentTrigger.Customer, PaymentMethod = order.StripePaymentMethodId })),
        Actor = order.Actor,
    };
}
