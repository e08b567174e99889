using Stripe.Infrastructure;

namespace Stripe;

public class SubscriptionSchedulePhaseInvoiceSettings : StripeEntity<SubscriptionSchedulePhaseInvoiceSettings>
{
    [Expandable("account_tax_ids", Object = nameof(AccountTaxIds))]
    public List<string> AccountTaxIdIds { get; set; }

    public List<TaxId> AccountTaxIds { get; set; }

    public List<SubscriptionSchedulePhaseInvoiceSettingsCustomField> CustomFields { get; set; }

    public long? DaysUntilDue { get; set; }

    public string Description { get; set; }

    public string Footer { get; set; }
}

public class SubscriptionSchedulePhaseInvoiceSettingsCustomField : StripeEntity<SubscriptionSchedulePhaseInvoiceSettingsCustomField>
{
    public string Name { get; set; }

    public string Value { get; set; }
}

public class SubscriptionSchedulePhaseItem : StripeEntity<SubscriptionSchedulePhaseItem>, IHasMetadata
{
    public List<SubscriptionSchedulePhaseItemDiscount> Discounts { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    [Expandable("plan")]
    public string PlanId { get; set; }

    [Expandable("price", Object = nameof(Price))]
    public string PriceId { get => Price?.Id ?? field; set; }

    public Price Price { get; set; }

    public long Quantity { get; set; }

    public List<TaxRate> TaxRates { get; set; }
}

public class SubscriptionSchedulePhaseItemDiscount : StripeEntity<SubscriptionSchedulePhaseItemDiscount>
{
    [Expandable("coupon", Object = nameof(Coupon))]
    public string CouponId { get => Coupon?.Id ?? field; set; }

    public Coupon Coupon { get; set; }

    [Expandable("discount", Object = nameof(Discount))]
    public string DiscountId { get => Discount?.Id ?? field; set; }

    public Discount Discount { get; set; }

    [Expandable("promotion_code", Object = nameof(PromotionCode))]
    public string PromotionCodeId { get => PromotionCode?.Id ?? field; set; }

    public PromotionCode PromotionCode { get; set; }
}

public class SubscriptionSchedulePhaseStartDate : StringEnum
{
    public static readonly SubscriptionSchedulePhaseStartDate Now = new("now");

    private SubscriptionSchedulePhaseStartDate(string value)
        : base(value)
    {
    }
}

public class SubscriptionSchedulePhaseTrialEnd : StringEnum
{
    public static readonly SubscriptionSchedulePhaseTrialEnd Now = new("now");

    private SubscriptionSchedulePhaseTrialEnd(string value)
        : base(value)
    {
    }
}

public class SubscriptionScheduleStartDate : StringEnum
{
    public static readonly SubscriptionScheduleStartDate Now = new("now");

    private SubscriptionScheduleStartDate(string value)
        : base(value)
    {
    }
}
