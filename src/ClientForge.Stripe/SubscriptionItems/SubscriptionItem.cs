using Stripe.Infrastructure;

namespace Stripe;

/// <summary>One price of a subscription with its quantity and its current period (UTC).</summary>
public class SubscriptionItem : StripeEntity<SubscriptionItem>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public DateTime BilledUntil { get; set; } = DateTime.UnixEpoch;

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    public DateTime CurrentPeriodEnd { get; set; } = DateTime.UnixEpoch;

    public DateTime CurrentPeriodStart { get; set; } = DateTime.UnixEpoch;

    public bool? Deleted { get; set; }

    [Expandable("discounts", Object = nameof(Discounts))]
    public List<string> DiscountIds { get; set; }

    public List<Discount> Discounts { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public Price Price { get; set; }

    public long Quantity { get; set; }

    public string Subscription { get; set; }

    public List<TaxRate> TaxRates { get; set; }
}
