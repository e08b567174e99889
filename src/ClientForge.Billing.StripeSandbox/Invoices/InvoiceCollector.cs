using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Payments;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>How an open invoice is to be collected.</summary>
internal sealed record CollectOptions
{
    /// <summary>Overrides the payment method on file.</summary>
    public string? PaymentMethod { get; init; }

    /// <summary>The customer is not there to authenticate.</summary>
    public bool OffSession { get; init; }

    /// <summary>Time made the attempt, not a caller.</summary>
    public bool Automatic { get; init; }
}

/// <summary>What came of it: <paramref name="Error"/> is null when the invoice is paid or the payment is under way.</summary>
internal sealed record Collected(Invoice Invoice, StripeError? Error);

/// <summary>Tries to collect an open invoice.</summary>
internal static class InvoiceCollector
{
    public static Collected Collect(UnitOfWork work, Invoice invoice, CollectOptions options)
    {
        if ((options.PaymentMethod ?? PaymentMethodFor(work, invoice)) is not { } method)
            return new(InvoiceSettlement.Failed(work, invoice, options.Automatic, needsAction: false), NoPaymentMethod());
        var outcome = InvoiceIntents.Attempt(work, invoice, method, options.OffSession);
        var current = work.Get<Invoice>(invoice.Id);
        return outcome.Status switch
        {
            PaymentStatus.Succeeded => new(InvoiceSettlement.Paid(work, current, PaidBy.Payment), null),
            PaymentStatus.Processing => new(InvoiceSettlement.Processing(work, current), null),
            PaymentStatus.RequiresAction => new(InvoiceSettlement.NeedsAction(work, current), RequiresAction(outcome.Intent)),
            _ => new(
                InvoiceSettlement.Failed(work, current, options.Automatic, outcome.Decline?.Code == "authentication_required"),
                outcome.ToError()),
        };
    }

    /// <summary>Whom to charge: the invoice's own method, the subscription's, the customer's.</summary>
    public static string? PaymentMethodFor(UnitOfWork work, Invoice invoice) =>
        invoice.DefaultPaymentMethod ?? PaymentMethodFor(work, invoice.Customer, work.Find<Subscription>(invoice.SubscriptionId()));

    public static string? PaymentMethodFor(UnitOfWork work, string customer, Subscription? subscription) =>
        subscription?.DefaultPaymentMethod
        ?? subscription?.DefaultSource
        ?? work.Get<Customer>(customer).InvoiceSettings.DefaultPaymentMethod
        ?? work.Get<Customer>(customer).DefaultSource;

    public static StripeError NoPaymentMethod() => Errors.Invalid(
        "This customer has no attached payment source or default payment method. Please consider adding a default payment method.",
        code: "resource_missing");

    private static StripeError RequiresAction(PaymentIntent intent) => new(402, "Payment for this invoice requires additional user action before it can be completed successfully.")
    {
        Type = "card_error",
        Code = "invoice_payment_intent_requires_action",
        PaymentIntent = intent,
        KeepsEffects = true,
    };
}
