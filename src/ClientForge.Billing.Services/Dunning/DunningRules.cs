using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.Data.Invoices;

namespace ClientForge.Billing.Services.Dunning;

/// <summary>Pure rules: which invoice is dunned, what ends its case, which of its tries Stripe made.</summary>
public static class DunningRules
{
    /// <summary>
    /// An open invoice that is charged automatically and failed. A first invoice is not: its subscription never became
    /// active, and Stripe lets it expire after 23 hours by itself.
    /// </summary>
    public static bool OpensCase(InvoiceRow invoice) =>
        invoice is { Status: "open", CollectionMethod: "charge_automatically", AttemptCount: > 0, AmountRemaining: > 0 }
        && invoice.BillingReason != "subscription_create";

    /// <summary>Why a case over this invoice ends, or null while it goes on.</summary>
    public static string? CloseReason(string invoiceStatus) => invoiceStatus switch
    {
        "paid" => "paid",
        "void" or "deleted" => "voided",
        "uncollectible" => "uncollectible",
        _ => null,
    };

    /// <summary>
    /// How many of Stripe's own tries the log lacks. Stripe counts the first try of any kind and then its own automatic
    /// ones (https://docs.stripe.com/api/invoices/object, attempt_count), so a first try of ours is in its count too.
    /// </summary>
    public static int MissingStripeTries(IReadOnlyList<PaymentRetryRow> log, int stripeAttemptCount)
    {
        var counted = log.Count(row => row.Trigger == PaymentTrigger.Stripe);
        if (log.Count > 0 && log[0].Trigger != PaymentTrigger.Stripe)
            counted++;
        return Math.Max(0, stripeAttemptCount - counted);
    }

    /// <summary>Whether a try ended for good without the money.</summary>
    public static bool BroughtNothing(PaymentRetryRow row) =>
        row.Status is PaymentTryStatus.Failed or PaymentTryStatus.RequiresAction or PaymentTryStatus.Skipped;

    /// <summary>Automatic tries that really reached for the money: what callers see as the invoice's attempt count.</summary>
    public static int AutomaticTries(IReadOnlyList<PaymentRetryRow> log) => log.Count(
        row => row.Trigger is PaymentTrigger.Stripe or PaymentTrigger.Schedule && row.Status != PaymentTryStatus.Skipped);
}
