using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Discounts;

/// <summary>A coupon applied to a customer, a subscription, an item, an invoice or a line.</summary>
internal sealed record Discount : StripeObject
{
    public override string Object => "discount";

    public string? CheckoutSession { get; init; }

    [Expandable("customer")]
    public string? Customer { get; init; }

    public string? CustomerAccount { get; init; }

    /// <summary>Unix seconds after which it no longer applies; null = never ends or only once.</summary>
    public long? End { get; init; }

    public string? Invoice { get; init; }

    public string? InvoiceItem { get; init; }

    [Expandable("promotion_code")]
    public string? PromotionCode { get; init; }

    public required DiscountSource Source { get; init; }

    public required long Start { get; init; }

    public string? Subscription { get; init; }

    public string? SubscriptionItem { get; init; }

    /// <summary>Set only in the answer to its removal.</summary>
    [AbsentWhenNull]
    public bool? Deleted { get; init; }
}

internal sealed record DiscountSource([property: Expandable("coupon")] string Coupon)
{
    public string Type { get; } = "coupon";
}
