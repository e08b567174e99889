using ClientForge.Billing.StripeSandbox.Payments;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>Refusals of the subscription endpoints.</summary>
internal static class SubscriptionErrors
{
    private static readonly string[] Always = ["metadata", "description", "expand"];

    private static readonly string[] WhilePending =
    [
        "items", "proration_behavior", "proration_date", "billing_cycle_anchor", "trial_end", "add_invoice_items", "payment_behavior",
        "off_session", "expand",
    ];

    /// <summary>The payment that <c>error_if_incomplete</c> asked for did not succeed; nothing is kept.</summary>
    /// <remarks>The bank was asked all the same: the failed charge stays in the ledger, its payment intent ends with the invoice it was for.</remarks>
    public static StripeError Incomplete(UnitOfWork failed, StripeError error)
    {
        var needsAction = error.Code == "invoice_payment_intent_requires_action";
        var failure = Failure(failed, error.Charge);
        return new(error.Status, needsAction
            ? "Payment for this subscription requires additional user action before it can be completed successfully."
            : error.Message)
        {
            Type = error.Type,
            Code = needsAction ? "subscription_payment_intent_requires_action" : error.Code,
            DeclineCode = error.DeclineCode,
            AdviceCode = error.AdviceCode,
            NetworkDeclineCode = error.NetworkDeclineCode,
            Charge = error.Charge,
            PaymentIntent = error.PaymentIntent,
            PaymentMethod = error.PaymentMethod,
            Leaves = failure is { } tried ? work => Collection.LeaveFailed(work, tried.Charge, tried.Intent) : null,
        };
    }

    private static (Charge Charge, PaymentIntent Intent)? Failure(UnitOfWork failed, string? chargeId) =>
        failed.Find<Charge>(chargeId) is { } charge ? (charge, failed.Get<PaymentIntent>(charge.PaymentIntent)) : null;

    /// <summary>A subscription that has ended keeps only notes; one that has not begun keeps its items.</summary>
    public static void RequireChangeable(Subscription subscription, Params asked)
    {
        if (SubscriptionStatus.IsTerminal(subscription.Status) && Others(asked, [.. Always, "cancellation_details"]) is { } ended)
        {
            throw Errors.Invalid(
                $"A canceled subscription can only update its cancellation_details and metadata.", ended, "invalid_canceled_subscription_fields");
        }
        if (subscription.Status == SubscriptionStatus.Incomplete
            && Others(asked, [.. Always, "default_payment_method", "default_source"]) is { } early)
        {
            throw Errors.Invalid(
                "You cannot update a subscription in `incomplete` status in a way that results in pending updates or new invoices.", early);
        }
        if (subscription.Schedule is { } schedule && (asked.Has("cancel_at") || asked.Has("cancel_at_period_end")))
        {
            throw Errors.Invalid(
                $"The subscription is managed by the subscription schedule `{schedule}`, and updating any cancelation behavior directly is not allowed. " +
                "Please update the schedule instead.",
                asked.Has("cancel_at") ? "cancel_at" : "cancel_at_period_end");
        }
        if (asked.Word("payment_behavior", "allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete")
            == "pending_if_incomplete" && Others(asked, WhilePending) is { } unsupported)
        {
            throw Errors.Invalid(
                $"When `payment_behavior` is set to `pending_if_incomplete`, you can only pass supported params. Passed unsupported param: {unsupported}",
                unsupported);
        }
    }

    private static string? Others(Params asked, string[] allowed) => asked.Names.FirstOrDefault(name => !allowed.Contains(name));
}
