using ClientForge.Billing.StripeSandbox.Catalog;
using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Tax;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>One price of a subscription, with the period it is billed for. Times are Unix seconds.</summary>
internal sealed record SubscriptionItem : StripeObject
{
    public override string Object => "subscription_item";

    public string? BillingThresholds { get; init; }

    public required long Created { get; init; }

    public required long CurrentPeriodStart { get; init; }

    public required long CurrentPeriodEnd { get; init; }

    [Expandable("discount")]
    public IReadOnlyList<string> Discounts { get; init; } = [];

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public required Plan Plan { get; init; }

    public required Price Price { get; init; }

    /// <summary>Absent for a metered price.</summary>
    [AbsentWhenNull]
    public long? Quantity { get; init; }

    public required string Subscription { get; init; }

    public IReadOnlyList<TaxRate> TaxRates { get; init; } = [];

    /// <summary>What was debited for the current period and can still be given back.</summary>
    [Internal]
    public IReadOnlyList<BilledSpan> Billed { get; init; } = [];

    public Period Period() => new(CurrentPeriodStart, CurrentPeriodEnd);
}

/// <summary>
/// A debit for [Start, End) that a later credit refers to; what lies beyond <see cref="Until"/> was given back already. Its source is an
/// invoice line or, for a proration, the invoice item.
/// </summary>
internal sealed record BilledSpan
{
    public required long Start { get; init; }

    public required long End { get; init; }

    public required long Until { get; init; }

    public required long Quantity { get; init; }

    public string? Invoice { get; init; }

    public string? Line { get; init; }

    public string? InvoiceItem { get; init; }
}
