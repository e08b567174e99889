using Stripe.Infrastructure;

namespace Stripe;

public class SubscriptionScheduleBillingModeFlexibleOptions : INestedOptions
{
    public string ProrationDiscounts { get; set; }
}

public class SubscriptionScheduleBillingModeOptions : INestedOptions
{
    public SubscriptionScheduleBillingModeFlexibleOptions Flexible { get; set; }

    public string Type { get; set; }
}

public class SubscriptionScheduleDefaultSettingsAutomaticTaxLiabilityOptions : INestedOptions
{
    public string Account { get; set; }

    public string Type { get; set; }
}

public class SubscriptionScheduleDefaultSettingsAutomaticTaxOptions : INestedOptions
{
    public bool? Enabled { get; set; }

    public SubscriptionScheduleDefaultSettingsAutomaticTaxLiabilityOptions Liability { get; set; }
}

public class SubscriptionScheduleDefaultSettingsInvoiceSettingsCustomFieldOptions : INestedOptions
{
    public string Name { get; set; }

    public string Value { get; set; }
}

public class SubscriptionScheduleDefaultSettingsInvoiceSettingsIssuerOptions : INestedOptions
{
    public string Account { get; set; }

    public string Type { get; set; }
}

public class SubscriptionScheduleDefaultSettingsInvoiceSettingsOptions : INestedOptions, IHasSetTracking
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
    public List<SubscriptionScheduleDefaultSettingsInvoiceSettingsCustomFieldOptions> CustomFields
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    public long? DaysUntilDue { get; set; }

    [Emptyable]
    public string Description
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    [Emptyable]
    public string Footer
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    public SubscriptionScheduleDefaultSettingsInvoiceSettingsIssuerOptions Issuer { get; set; }
}

public class SubscriptionScheduleDefaultSettingsOptions : INestedOptions, IHasSetTracking
{
    private readonly SetTracker _assigned = new();

    SetTracker IHasSetTracking.SetTracker => _assigned;

    public decimal? ApplicationFeePercent { get; set; }

    public SubscriptionScheduleDefaultSettingsAutomaticTaxOptions AutomaticTax { get; set; }

    public string BillingCycleAnchor { get; set; }

    public string CollectionMethod { get; set; }

    public string DefaultPaymentMethod { get; set; }

    [Emptyable]
    public string Description
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    public SubscriptionScheduleDefaultSettingsInvoiceSettingsOptions InvoiceSettings { get; set; }

    [Emptyable]
    public string OnBehalfOf
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }
}

public class SubscriptionSchedulePhaseAddInvoiceItemDiscountOptions : INestedOptions
{
    public string Coupon { get; set; }

    public string Discount { get; set; }

    public string PromotionCode { get; set; }
}

public class SubscriptionSchedulePhaseAddInvoiceItemOptions : INestedOptions, IHasMetadata, IHasSetTracking
{
    private readonly SetTracker _assigned = new();

    SetTracker IHasSetTracking.SetTracker => _assigned;

    public bool? Discountable { get; set; }

    public List<SubscriptionSchedulePhaseAddInvoiceItemDiscountOptions> Discounts { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public SubscriptionSchedulePhaseAddInvoiceItemPeriodOptions Period { get; set; }

    public string Price { get; set; }

    public SubscriptionSchedulePhaseAddInvoiceItemPriceDataOptions PriceData { get; set; }

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

public class SubscriptionSchedulePhaseAddInvoiceItemPeriodEndOptions : INestedOptions
{
    public DateTime? Timestamp { get; set; }

    public string Type { get; set; }
}

public class SubscriptionSchedulePhaseAddInvoiceItemPeriodOptions : INestedOptions
{
    public SubscriptionSchedulePhaseAddInvoiceItemPeriodEndOptions End { get; set; }

    public SubscriptionSchedulePhaseAddInvoiceItemPeriodStartOptions Start { get; set; }
}

public class SubscriptionSchedulePhaseAddInvoiceItemPeriodStartOptions : INestedOptions
{
    public DateTime? Timestamp { get; set; }

    public string Type { get; set; }
}

public class SubscriptionSchedulePhaseAddInvoiceItemPriceDataOptions : INestedOptions
{
    public string Currency { get; set; }

    public string Product { get; set; }

    public string TaxBehavior { get; set; }

    public long? UnitAmount { get; set; }

    public decimal? UnitAmountDecimal { get; set; }
}

public class SubscriptionSchedulePhaseAutomaticTaxLiabilityOptions : INestedOptions
{
    public string Account { get; set; }

    public string Type { get; set; }
}

public class SubscriptionSchedulePhaseAutomaticTaxOptions : INestedOptions
{
    public bool? Enabled { get; set; }

    public SubscriptionSchedulePhaseAutomaticTaxLiabilityOptions Liability { get; set; }
}

public class SubscriptionSchedulePhaseDiscountOptions : INestedOptions
{
    public string Coupon { get; set; }

    public string Discount { get; set; }

    public string PromotionCode { get; set; }
}

public class SubscriptionSchedulePhaseDurationOptions : INestedOptions
{
    public string Interval { get; set; }

    public long? IntervalCount { get; set; }
}

public class SubscriptionSchedulePhaseInvoiceSettingsCustomFieldOptions : INestedOptions
{
    public string Name { get; set; }

    public string Value { get; set; }
}

public class SubscriptionSchedulePhaseInvoiceSettingsIssuerOptions : INestedOptions
{
    public string Account { get; set; }

    public string Type { get; set; }
}
