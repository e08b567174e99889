using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary>Confirm, capture, cancel, and what becomes of an intent by itself.</summary>
internal static class PaymentIntentActions
{
    public static object Confirm(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        var intent = request.Target<PaymentIntent>();
        var options = PaymentIntentEndpoints.ReadConfirmation(parameters).Options;
        parameters.Ignore("payment_method_options", "client_secret", "capture_method", "shipping");
        var usage = parameters.Word("setup_future_usage", "off_session", "on_session");
        var receipt = parameters.Text("receipt_email");
        var method = PaymentIntentEndpoints.NewMethod(work, parameters);
        parameters.Done();
        if (intent.Status is not ("requires_payment_method" or "requires_confirmation" or "requires_action"))
            throw UnexpectedState(intent, "confirmed");
        intent = intent with { SetupFutureUsage = usage ?? intent.SetupFutureUsage, ReceiptEmail = receipt.Or(intent.ReceiptEmail) };
        return Run(work, PaymentIntentEndpoints.WithMethod(work, intent, method), options);
    }

    /// <summary>Confirms with the intent's payment method; a failure is thrown as Stripe's 402 and stays on record.</summary>
    public static PaymentIntent Run(UnitOfWork work, PaymentIntent intent, ConfirmOptions options)
    {
        if (intent.PaymentMethod is not { } id)
        {
            throw new StripeError(400, "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.")
            {
                Code = "payment_intent_unexpected_state",
                PaymentIntent = intent,
            };
        }

        if (intent.AutomaticPaymentMethods is { Enabled: true, AllowRedirects: not "never" } && options.ReturnUrl is null && !options.OffSession)
        {
            throw Errors.Invalid(
                "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect " +
                "your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set " +
                "`automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.");
        }

        var outcome = Collection.Confirm(work, intent, work.Get<PaymentMethod>(id), options);
        Tell(work, outcome);
        return outcome.Status == PaymentStatus.Failed ? throw outcome.ToError() : outcome.Intent;
    }

    public static object Capture(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        var amount = parameters.Long("amount_to_capture", 1);
        parameters.Ignore("final_capture", "statement_descriptor", "statement_descriptor_suffix");
        var metadata = parameters.Metadata();
        parameters.Done();
        var intent = request.Target<PaymentIntent>();
        if (intent.Status != "requires_capture")
            throw UnexpectedState(intent, "captured");
        if (amount > intent.AmountCapturable)
            throw Errors.Invalid("The amount to capture exceeds the remaining amount that can be captured.", "amount_to_capture", "amount_too_large");
        if (metadata.Count > 0)
            intent = work.Save(intent with { Metadata = metadata });
        return Collection.Capture(work, intent, amount ?? intent.AmountCapturable);
    }

    public static object Cancel(ApiRequest request)
    {
        var reason = request.Params.Word("cancellation_reason", "abandoned", "duplicate", "fraudulent", "requested_by_customer");
        request.Params.Done();
        var intent = request.Target<PaymentIntent>();
        if (intent.Status is "succeeded" or "canceled" or "processing")
            throw UnexpectedState(intent, "canceled");
        if (intent.Invoice is not null)
            throw Errors.Invalid("You cannot cancel this PaymentIntent because it belongs to an invoice; void the invoice instead.", "intent");
        return Collection.Cancel(request.Work, intent, reason);
    }

    /// <summary>An authorization nobody captured lapses.</summary>
    public static void Expire(UnitOfWork work, DueEntry entry)
    {
        if (work.Find<PaymentIntent>(entry.Key) is { Status: "requires_capture" } intent)
            Collection.Cancel(work, intent, "automatic");
    }

    /// <summary>The customer's answer at the bank's page.</summary>
    public static PaymentIntent Authenticate(UnitOfWork work, PaymentIntent intent, bool approved)
    {
        if (intent.Status != "requires_action")
            throw UnexpectedState(intent, "authenticated");
        var outcome = Microdeposits.AreAwaited(intent.Status, intent.NextAction)
            ? Collection.Verified(work, intent, approved ? null : Microdeposits.Exceeded)
            : Collection.Authenticated(work, intent, approved);
        Tell(work, outcome);
        return outcome.Intent;
    }

    /// <summary>The customer told the micro-deposits: the debit begins, or <paramref name="refusal"/> is thrown and stays on record.</summary>
    public static PaymentIntent Verified(UnitOfWork work, PaymentIntent intent, Decline? refusal)
    {
        var outcome = Collection.Verified(work, intent, refusal);
        Tell(work, outcome);
        return outcome.Status == PaymentStatus.Failed ? throw outcome.ToError() : outcome.Intent;
    }

    internal static StripeError UnexpectedState(PaymentIntent intent, string verb) =>
        new(400, $"This PaymentIntent could not be {verb} because it has a status of {intent.Status}.")
        {
            Code = "payment_intent_unexpected_state",
            PaymentIntent = intent,
        };

    /// <summary>Tells what the intent collects for how it ended.</summary>
    internal static void Tell(UnitOfWork work, PaymentOutcome outcome)
    {
        foreach (var listener in work.Store.Hooks.PaymentSettled)
            listener(work, outcome);
    }
}
