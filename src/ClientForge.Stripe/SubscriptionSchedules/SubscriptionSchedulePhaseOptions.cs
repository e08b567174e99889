using Stripe.Infrastructure;

namespace Stripe;

public class SubscriptionSchedulePhaseInvoiceSettingsOptions : INestedOptions, IHasSetTracking
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
    public List<SubscriptionSchedulePhaseInvoiceSettingsCustomFieldOptions> CustomFields
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

    public SubscriptionSchedulePhaseInvoiceSettingsIssuerOptions Issuer { get; set; }
}

public class SubscriptionSchedulePhaseItemDiscountOptions : INestedOptions
{
    public string Coupon { get; set; }

    public string Discount { get; set; }

    public string PromotionCode { get; set; }
}

public class SubscriptionSchedulePhaseItemOptions : INestedOptions, IHasMetadata, IHasSetTracking
{
    private readonly SetTracker _assigned = new();

    SetTracker IHasSetTracking.SetTracker => _assigned;

    [Emptyable]
    public List<SubscriptionSchedulePhaseItemDiscountOptions> Discounts
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    public Dictionary<string, string> Metadata { get; set; }

    public string Plan { get; set; }

    public string Price { get; set; }

    public SubscriptionSchedulePhaseItemPriceDataOptions PriceData { get; set; }

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

public class SubscriptionSchedulePhaseItemPriceDataOptions : INestedOptions
{
    public string Currency { get; set; }

    public string Product { get; set; }

    public SubscriptionSchedulePhaseItemPriceDataRecurringOptions Recurring { get; set; }

    public string TaxBehavior { get; set; }

    public long? UnitAmount { get; set; }

    public decimal? UnitAmountDecimal { get; set; }
}

public class SubscriptionSchedulePhaseItemPriceDataRecurringOptions : INestedOptions
{
    public string Interval { get; set; }

    public long? IntervalCount { get; set; }
}

public class SubscriptionSchedulePhaseOptions : INestedOptions, IHasMetadata, IHasSetTracking
{
    private readonly SetTracker _assigned = new();

    SetTracker IHasSetTracking.SetTracker => _assigned;

    public List<SubscriptionSchedulePhaseAddInvoiceItemOptions> AddInvoiceItems { get; set; }

    public decimal? ApplicationFeePercent { get; set; }

    public SubscriptionSchedulePhaseAutomaticTaxOptions AutomaticTax { get; set; }

    public string BillingCycleAnchor { get; set; }

    public string CollectionMethod { get; set; }

    public string Currency { get; set; }

    public string DefaultPaymentMethod { get; set; }

    [Emptyable]
    public List<string> DefaultTaxRates
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

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
    public List<SubscriptionSchedulePhaseDiscountOptions> Discounts
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    public SubscriptionSchedulePhaseDurationOptions Duration { get; set; }

    public AnyOf<DateTime?, SubscriptionSchedulePhaseEndDate> EndDate { get; set; }

    public SubscriptionSchedulePhaseInvoiceSettingsOptions InvoiceSettings { get; set; }

    public List<SubscriptionSchedulePhaseItemOptions> Items { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string OnBehalfOf { get; set; }

    public string ProrationBehavior { get; set; }

    public AnyOf<DateTime?, SubscriptionSchedulePhaseStartDate> StartDate { get; set; }

    public bool? Trial { get; set; }

    public AnyOf<DateTime?, SubscriptionSchedulePhaseTrialEnd> TrialEnd { get; set; }
}
