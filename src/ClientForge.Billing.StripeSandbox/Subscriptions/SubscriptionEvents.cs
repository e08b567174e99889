using ClientForge.Billing.StripeSandbox.Invoices;
using ClientForge.Billing.StripeSandbox.Store;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>
/// Puts the events of a creation that was paid in the call into the order in which Stripe emits them: the charge first, the objects it was
/// made for afterwards, each as it stands at the end.
/// </summary>
internal static class SubscriptionEvents
{
    private static readonly string[] PaidOrder =
    [
        "charge.succeeded", "payment_method.attached", "customer.updated", "customer.subscription.created", "payment_intent.succeeded",
        "payment_intent.created", "invoice.created", "invoice.finalized", "invoice.paid", "invoice.payment_succeeded", "invoice_payment.paid",
    ];

    /// <summary>Arranges what was emitted since <paramref name="first"/>, the number of events before the creation's own.</summary>
    public static void ArrangeCreation(UnitOfWork work, int first)
    {
        var charged = work.Events.Skip(first).Any(emitted => emitted.Type == "charge.succeeded");
        work.Arrange(
            first,
            emitted => charged ? Rank(emitted.Type) : 0,
            emitted => emitted.Type is "customer.subscription.created" or "invoice.created" ? Latest(work, emitted.Data.Object) : null);
    }

    private static int Rank(string type) => Array.IndexOf(PaidOrder, type) is var rank and >= 0 ? rank : PaidOrder.Length;

    private static Wire.StripeObject? Latest(UnitOfWork work, object? snapshot) => snapshot switch
    {
        Subscription subscription => work.Find<Subscription>(subscription.Id),
        Invoice invoice => work.Find<Invoice>(invoice.Id),
        _ => null,
    };
}
