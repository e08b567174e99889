using ClientForge.Billing.StripeSandbox.Subscriptions;

namespace ClientForge.Billing.StripeSandbox.Rules;

/// <summary>How the fate of an invoice moves its subscription's status. https://docs.stripe.com/billing/subscriptions/overview#subscription-statuses</summary>
internal static class SubscriptionTransitions
{
    /// <summary>
    /// The status after an invoice that decides it was paid or written off. A first invoice opens the subscription; later ones bring it
    /// back from past due or unpaid.
    /// </summary>
    /// <param name="status">The status before.</param>
    /// <param name="inTrial">The trial's end is still ahead.</param>
    public static string AfterSettled(string status, bool inTrial) => status switch
    {
        SubscriptionStatus.Incomplete => inTrial ? SubscriptionStatus.Trialing : SubscriptionStatus.Active,
        SubscriptionStatus.PastDue or SubscriptionStatus.Unpaid => inTrial ? SubscriptionStatus.Trialing : SubscriptionStatus.Active,
        _ => status,
    };

    /// <summary>The status after a payment attempt failed: a first invoice leaves it incomplete, any later one makes it past due.</summary>
    public static string AfterFailure(string status) => status switch
    {
        SubscriptionStatus.Active or SubscriptionStatus.Trialing => SubscriptionStatus.PastDue,
        _ => status,
    };

    /// <summary>The status when Stripe's own retries are used up.</summary>
    public static string AfterExhaustion(string status, RetryExhaustion setting) => (status, setting) switch
    {
        (SubscriptionStatus.PastDue, RetryExhaustion.Cancel) => SubscriptionStatus.Canceled,
        (SubscriptionStatus.PastDue, RetryExhaustion.Unpaid) => SubscriptionStatus.Unpaid,
        _ => status,
    };

    /// <summary>What the end of a trial without a usable payment method leads to; null = the renewal invoice is made as usual.</summary>
    public static string? AfterTrialWithoutPaymentMethod(string missingPaymentMethod) => missingPaymentMethod switch
    {
        "cancel" => SubscriptionStatus.Canceled,
        "pause" => SubscriptionStatus.Paused,
        _ => null,
    };
}
