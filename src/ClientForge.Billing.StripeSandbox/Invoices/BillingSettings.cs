using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>
/// What Stripe's Dashboard sets for billing, kept as one row: whether Stripe itself retries failed payments. Off by default.
/// </summary>
internal sealed record BillingSettings : StripeObject
{
    public const string Key = "billing";

    public override string Object => "_billing_settings";

    /// <summary>Days between one failed attempt and the next automatic one; empty for none.</summary>
    public IReadOnlyList<int> RetryDays { get; init; } = [];

    public RetryExhaustion WhenExhausted { get; init; } = RetryExhaustion.PastDue;

    public static BillingSettings Of(UnitOfWork work) => work.Find<BillingSettings>(Key) ?? new() { Id = Key };

    public RetrySchedule Retries => new() { DaysAfterFailure = RetryDays, WhenExhausted = WhenExhausted };
}
