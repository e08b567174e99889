using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.StripeApi;
using Stripe;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>Reads from Stripe what the payer has to do for a subscription's latest invoice.</summary>
public sealed class NextActions(StripeClient stripe)
{
    private const string AuthenticationRequired = "authentication_required";
    private static readonly InvoiceGetOptions Expanded = new() { Expand = ["confirmation_secret", "payments.data.payment.payment_intent"] };

    /// <returns>Null when nothing is asked of the payer. Only a subscription whose state lets expect it costs a call.</returns>
    public async Task<NextAction?> ReadAsync(SubscriptionRow subscription, CancellationToken cancellationToken)
    {
        var mayWant = subscription.Status is "incomplete" or "past_due" || subscription.PendingUpdateExpiresAt is not null;
        if (!mayWant || subscription.LatestInvoiceId is not { } invoiceId)
            return null;
        try
        {
            var invoice = await stripe.V1.Invoices.GetAsync(invoiceId, Expanded, cancellationToken: cancellationToken);
            return invoice.Status == "open" ? Of(invoice, confirmable: subscription.Status == "incomplete") : null;
        }
        catch (StripeException e)
        {
            throw StripeErrors.Translate(e);
        }
    }

    /// <param name="invoice">With its payments' intents.</param>
    /// <param name="confirmable">Whether a payment that failed may simply be confirmed again, as the first one of a subscription may.</param>
    private static NextAction? Of(Invoice invoice, bool confirmable)
    {
        var payment = invoice.Payments?.Data?.Select(entry => entry.Payment?.PaymentIntent).FirstOrDefault(intent => intent is not null and not { Status: "canceled" });
        if (payment is null || (invoice.ConfirmationSecret?.ClientSecret ?? payment.ClientSecret) is not { } secret)
            return null;
        return payment.Status switch
        {
            "requires_action" => new NextAction(payment.NextAction?.Type ?? "use_stripe_sdk", secret),
            "requires_payment_method" or "requires_confirmation" when confirmable => new NextAction(payment.Status, secret),
            // Off session the bank cannot ask; the payer confirms the same payment with the same card, and is asked then.
            "requires_payment_method" when payment.LastPaymentError?.Code == AuthenticationRequired => new NextAction("requires_confirmation", secret),
            _ => null,
        };
    }
}
