using Stripe.Infrastructure;

namespace Stripe;

/// <summary>Changes of a subscription planned ahead, phase by phase.</summary>
public class SubscriptionSchedule : StripeEntity<SubscriptionSchedule>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    [Expandable("application")]
    public string ApplicationId { get; set; }

    public SubscriptionScheduleBillingMode BillingMode { get; set; }

    public DateTime? CanceledAt { get; set; }

    public DateTime? CompletedAt { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    public SubscriptionScheduleCurrentPhase CurrentPhase { get; set; }

    [Expandable("customer", Object = nameof(Customer))]
    public string CustomerId { get => Customer?.Id ?? field; set; }

    public Customer Customer { get; set; }

    public string CustomerAccount { get; set; }

    public SubscriptionScheduleDefaultSettings DefaultSettings { get; set; }

    public string EndBehavior { get; set; }

    public bool Livemode { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public List<SubscriptionSchedulePhase> Phases { get; set; }

    public DateTime? ReleasedAt { get; set; }

    public string ReleasedSubscription { get; set; }

    public string Status { get; set; }

    [Expandable("subscription", Object = nameof(Subscription))]
    public string SubscriptionId { get => Subscription?.Id ?? field; set; }

    public Subscription Subscription { get; set; }

    [Expandable("test_clock", Object = nameof(TestClock))]
    public string TestClockId { get => TestClock?.Id ?? field; set; }

    public TestHelpers.TestClock TestClock { get; set; }
}

public class SubscriptionScheduleBillingMode : StripeEntity<SubscriptionScheduleBillingMode>
{
    public SubscriptionScheduleBillingModeFlexible Flexible { get; set; }

    public string Type { get; set; }

    public DateTime UpdatedAt { get; set; } = DateTime.UnixEpoch;
}

public class SubscriptionScheduleBillingModeFlexible : StripeEntity<SubscriptionScheduleBillingModeFlexible>
{
    public string ProrationDiscounts { get; set; }
}

public class SubscriptionScheduleCurrentPhase : StripeEntity<SubscriptionScheduleCurrentPhase>
{
    public DateTime? EndDate { get; set; }

    public DateTime? StartDate { get; set; }
}

public class SubscriptionScheduleDefaultSettings : StripeEntity<SubscriptionScheduleDefaultSettings>
{
    public decimal? ApplicationFeePercent { get; set; }

    public SubscriptionScheduleDefaultSettingsAutomaticTax AutomaticTax { get; set; }

    public string BillingCycleAnchor { get; set; }

    public string CollectionMethod { get; set; }

    [Expandable("default_payment_method", Object = nameof(DefaultPaymentMethod))]
    public string DefaultPaymentMethodId { get => DefaultPaymentMethod?.Id ?? field; set; }

    public PaymentMethod DefaultPaymentMethod { get; set; }

    public string Description { get; set; }

    public SubscriptionScheduleDefaultSettingsInvoiceSettings InvoiceSettings { get; set; }

    [Expandable("on_behalf_of")]
    public string OnBehalfOfId { get; set; }
}

public class SubscriptionScheduleDefaultSettingsAutomaticTax : StripeEntity<SubscriptionScheduleDefaultSettingsAutomaticTax>
{
    public string DisabledReason { get; set; }

    public bool Enabled { get; set; }

    public SubscriptionScheduleDefaultSettingsAutomaticTaxLiability Liability { get; set; }
}

public class SubscriptionScheduleDefaultSettingsAutomaticTaxLiability : StripeEntity<SubscriptionScheduleDefaultSettingsAutomaticTaxLiability>
{
    [Expandable("account")]
    public string AccountId { get; set; }

    public string Type { get; set; }
}

public class SubscriptionScheduleDefaultSettingsInvoiceSettings : StripeEntity<SubscriptionScheduleDefaultSettingsInvoiceSettings>
{
    [Expandable("account_tax_ids", Object = nameof(AccountTaxIds))]
    public List<string> AccountTaxIdIds { get; set; }

    public List<TaxId> AccountTaxIds { get; set; }

    public List<SubscriptionScheduleDefaultSettingsInvoiceSettingsCustomField> CustomFields { get; set; }

    public long? DaysUntilDue { get; set; }

    public string Description { get; set; }

    public string Footer { get; set; }
}

public class SubscriptionScheduleDefaultSettingsInvoiceSettingsCustomField : StripeEntity<SubscriptionScheduleDefaultSettingsInvoiceSettingsCustomField>
{
    public string Name { get; set; }

    public string Value { get; set; }
}

public class SubscriptionSchedulePhase : StripeEntity<SubscriptionSchedulePhase>, IHasMetadata
{
    public List<SubscriptionSchedulePhaseAddInvoiceItem> AddInvoiceItems { get; set; }

    public decimal? ApplicationFeePercent { get; set; }

    public SubscriptionSchedulePhaseAutomaticTax AutomaticTax { get; set; }

    public string BillingCycleAnchor { get; set; }

    public string CollectionMethod { get; set; }

    public string Currency { get; set; }

    [Expandable("default_payment_method", Object = nameof(DefaultPaymentMethod))]
    public string DefaultPaymentMethodId { get => DefaultPaymentMethod?.Id ?? field; set; }

    public PaymentMethod DefaultPaymentMethod { get; set; }

    public List<TaxRate> DefaultTaxRates { get; set; }

    public string Description { get; set; }

    public List<SubscriptionSchedulePhaseDiscount> Discounts { get; set; }

    public DateTime EndDate { get; set; } = DateTime.UnixEpoch;

    public SubscriptionSchedulePhaseInvoiceSettings InvoiceSettings { get; set; }

    public List<SubscriptionSchedulePhaseItem> Items { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    [Expandable("on_behalf_of")]
    public string OnBehalfOfId { get; set; }

    public string ProrationBehavior { get; set; }

    public DateTime StartDate { get; set; } = DateTime.UnixEpoch;

    public bool Trial { get; set; }

    public DateTime? TrialEnd { get; set; }
}

public class SubscriptionSchedulePhaseAddInvoiceItem : StripeEntity<SubscriptionSchedulePhaseAddInvoiceItem>, IHasMetadata
{
    public bool? Discountable { get; set; }

    public List<SubscriptionSchedulePhaseAddInvoiceItemDiscount> Discounts { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public SubscriptionSchedulePhaseAddInvoiceItemPeriod Period { get; set; }

    [Expandable("price", Object = nameof(Price))]
    public string PriceId { get => Price?.Id ?? field; set; }

    public Price Price { get; set; }

    public long? Quantity { get; set; }

    public List<TaxRate> TaxRates { get; set; }
}

public class SubscriptionSchedulePhaseAddInvoiceItemDiscount : StripeEntity<SubscriptionSchedulePhaseAddInvoiceItemDiscount>
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

public class SubscriptionSchedulePhaseAddInvoiceItemPeriod : StripeEntity<SubscriptionSchedulePhaseAddInvoiceItemPeriod>
{
    public SubscriptionSchedulePhaseAddInvoiceItemPeriodEnd End { get; set; }

    public SubscriptionSchedulePhaseAddInvoiceItemPeriodStart Start { get; set; }
}

public class SubscriptionSchedulePhaseAddInvoiceItemPeriodEnd : StripeEntity<SubscriptionSchedulePhaseAddInvoiceItemPeriodEnd>
{
    public DateTime Timestamp { get; set; } = DateTime.UnixEpoch;

    public string Type { get; set; }
}

public class SubscriptionSchedulePhaseAddInvoiceItemPeriodStart : StripeEntity<SubscriptionSchedulePhaseAddInvoiceItemPeriodStart>
{
    public DateTime Timestamp { get; set; } = DateTime.UnixEpoch;

    public string Type { get; set; }
}

public class SubscriptionSchedulePhaseAutomaticTax : StripeEntity<SubscriptionSchedulePhaseAutomaticTax>
{
    public string DisabledReason { get; set; }

    public bool Enabled { get; set; }

    public SubscriptionSchedulePhaseAutomaticTaxLiability Liability { get; set; }
}

public class SubscriptionSchedulePhaseAutomaticTaxLiability : StripeEntity<SubscriptionSchedulePhaseAutomaticTaxLiability>
{
    [Expandable("account")]
    public string AccountId { get; set; }

    public string Type { get; set; }
}

public class SubscriptionSchedulePhaseDiscount : StripeEntity<SubscriptionSchedulePhaseDiscount>
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

public class SubscriptionSchedulePhaseEndDate : StringEnum
{
    public static readonly SubscriptionSchedulePhaseEndDate Now = new("now");

    private SubscriptionSchedulePhaseEndDate(string value)
        : base(value)
    {
    }
}
