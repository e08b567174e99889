using Stripe.Infrastructure;

namespace Stripe;

public class SubscriptionAddInvoiceItemDiscountOptions : INestedOptions
{
    public string Coupon { get; set; }

    public string Discount { get; set; }

    public string PromotionCode { get; set; }
}

public class SubscriptionAddInvoiceItemOptions : INestedOptions, IHasMetadata, IHasSetTracking
{
    private readonly SetTracker _assigned = new();

    SetTracker IHasSetTracking.SetTracker => _assigned;

    public bool? Discountable { get; set; }

    public List<SubscriptionAddInvoiceItemDiscountOptions> Discounts { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public SubscriptionAddInvoiceItemPeriodOptions Period { get; set; }

    public string Price { get; set; }

    public SubscriptionAddInvoiceItemPriceDataOptions PriceData { get; set; }

    public long? Quantity { get; set; }

    [Emptyable]
    public List<string> TaxRates
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }
}

public class SubscriptionAddInvoiceItemPeriodEndOptions : INestedOptions
{
    public DateTime? Timestamp { get; set; }

    public string Type { get; set; }
}

public class SubscriptionAddInvoiceItemPeriodOptions : INestedOptions
{
    public SubscriptionAddInvoiceItemPeriodEndOptions End { get; set; }

    public SubscriptionAddInvoiceItemPeriodStartOptions Start { get; set; }
}

public class SubscriptionAddInvoiceItemPeriodStartOptions : INestedOptions
{
    public DateTime? Timestamp { get; set; }

    public string Type { get; set; }
}

public class SubscriptionAddInvoiceItemPriceDataOptions : INestedOptions
{
    public string Currency { get; set; }

    public string Product { get; set; }

    public string TaxBehavior { get; set; }

    public long? UnitAmount { get; set; }

    public decimal? UnitAmountDecimal { get; set; }
}

public class SubscriptionAutomaticTaxLiabilityOptions : INestedOptions
{
    public string Account { get; set; }

    public string Type { get; set; }
}

public class SubscriptionAutomaticTaxOptions : INestedOptions
{
    public bool? Enabled { get; set; }

    public SubscriptionAutomaticTaxLiabilityOptions Liability { get; set; }
}

public class SubscriptionBillingModeFlexibleOptions : INestedOptions
{
    public string ProrationDiscounts { get; set; }
}

public class SubscriptionBillingModeOptions : INestedOptions
{
    public SubscriptionBillingModeFlexibleOptions Flexible { get; set; }

    public string Type { get; set; }
}

public class SubscriptionBillingScheduleAppliesToOptions : INestedOptions
{
    public string Price { get; set; }

    public string Type { get; set; }
}

public class SubscriptionBillingScheduleBillUntilDurationOptions : INestedOptions
{
    public string Interval { get; set; }

    public long? IntervalCount { get; set; }
}

public class SubscriptionBillingScheduleBillUntilOptions : INestedOptions
{
    public SubscriptionBillingScheduleBillUntilDurationOptions Duration { get; set; }

    public DateTime? Timestamp { get; set; }

    public string Type { get; set; }
}

public class SubscriptionBillingScheduleOptions : INestedOptions
{
    public List<SubscriptionBillingScheduleAppliesToOptions> AppliesTo { get; set; }

    public SubscriptionBillingScheduleBillUntilOptions BillUntil { get; set; }

    public string Key { get; set; }
}

public class SubscriptionDiscountOptions : INestedOptions
{
    public string Coupon { get; set; }

    public string Discount { get; set; }

    public string PromotionCode { get; set; }
}

public class SubscriptionInvoiceSettingsCustomFieldOptions : INestedOptions
{
    public string Name { get; set; }

    public string Value { get; set; }
}

public class SubscriptionInvoiceSettingsIssuerOptions : INestedOptions
{
    public string Account { get; set; }

    public string Type { get; set; }
}

public class SubscriptionInvoiceSettingsOptions : INestedOptions, IHasSetTracking
{
    private readonly SetTracker _assigned = new();

    SetTracker IHasSetTracking.SetTracker => _assigned;

    [Emptyable]
    public List<string> AccountTaxIds
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    [Emptyable]
    public List<SubscriptionInvoiceSettingsCustomFieldOptions> CustomFields
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    public string Description { get; set; }

    public string Footer { get; set; }

    public SubscriptionInvoiceSettingsIssuerOptions Issuer { get; set; }
}

public class SubscriptionItemDiscountOptions : INestedOptions
{
    public string Coupon { get; set; }

    public string Discount { get; set; }

    public string PromotionCode { get; set; }
}

public class SubscriptionItemOptions : INestedOptions, IHasId, IHasMetadata, IHasSetTracking
{
    private readonly SetTracker _assigned = new();

    SetTracker IHasSetTracking.SetTracker => _assigned;

    public bool? ClearUsage { get; set; }

    public bool? Deleted { get; set; }

    [Emptyable]
    public List<SubscriptionItemDiscountOptions> Discounts
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    public string Id { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string Plan { get; set; }

    public string Price { get; set; }

    public SubscriptionItemPriceDataOptions PriceData { get; set; }

    public long? Quantity { get; set; }

    [Emptyable]
    public List<string> TaxRates
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }
}

public class SubscriptionItemPriceDataOptions : INestedOptions
{
    public string Currency { get; set; }

    public string Product { get; set; }

    public SubscriptionItemPriceDataRecurringOptions Recurring { get; set; }

    public string TaxBehavior { get; set; }

    public long? UnitAmount { get; set; }

    public decimal? UnitAmountDecimal { get; set; }
}

public class SubscriptionItemPriceDataRecurringOptions : INestedOptions
{
    public string Interval { get; set; }

    public long? IntervalCount { get; set; }
}

public class SubscriptionPauseCollectionOptions : INestedOptions
{
    public string Behavior { get; set; }

    public DateTime? ResumesAt { get; set; }
}
