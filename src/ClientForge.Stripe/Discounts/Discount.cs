using Stripe.Infrastructure;

namespace Stripe;

/// <summary>A coupon at work on a customer, subscription, item or invoice.</summary>
public class Discount : StripeEntity<Discount>, IHasId, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public string CheckoutSession { get; set; }

    [Expandable("customer", Object = nameof(Customer))]
    public string CustomerId { get => Customer?.Id ?? field; set; }

    public Customer Customer { get; set; }

    public string CustomerAccount { get; set; }

    public bool? Deleted { get; set; }

    public DateTime? End { get; set; }

    public string Invoice { get; set; }

    public string InvoiceItem { get; set; }

    [Expandable("promotion_code", Object = nameof(PromotionCode))]
    public string PromotionCodeId { get => PromotionCode?.Id ?? field; set; }

    public PromotionCode PromotionCode { get; set; }

    public DiscountSource Source { get; set; }

    public DateTime Start { get; set; } = DateTime.UnixEpoch;

    public string Subscription { get; set; }

    public string SubscriptionItem { get; set; }
}

public class DiscountSource : StripeEntity<DiscountSource>
{
    [Expandable("coupon", Object = nameof(Coupon))]
    public string CouponId { get => Coupon?.Id ?? field; set; }

    public Coupon Coupon { get; set; }

    public string Type { get; set; }
}
