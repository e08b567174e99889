using Stripe.Infrastructure;

namespace Stripe;

public class InvoiceScheduleDetailsOptions : INestedOptions
{
    public InvoiceScheduleDetailsBillingModeOptions BillingMode { get; set; }

    public string EndBehavior { get; set; }

    public List<InvoiceScheduleDetailsPhaseOptions> Phases { get; set; }

    public string ProrationBehavior { get; set; }
}

public class InvoiceScheduleDetailsPhaseAddInvoiceItemDiscountOptions : INestedOptions
{
    public string Coupon { get; set; }

    public string Discount { get; set; }

    public string PromotionCode { get; set; }
}

public class InvoiceScheduleDetailsPhaseAddInvoiceItemOptions : INestedOptions, IHasMetadata, IHasSetTracking
{
    private readonly SetTracker _assigned = new();

    SetTracker IHasSetTracking.SetTracker => _assigned;

    public bool? Discountable { get; set; }

    public List<InvoiceScheduleDetailsPhaseAddInvoiceItemDiscountOptions> Discounts { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public InvoiceScheduleDetailsPhaseAddInvoiceItemPeriodOptions Period { get; set; }

    public string Price { get; set; }

    public InvoiceScheduleDetailsPhaseAddInvoiceItemPriceDataOptions PriceData { get; set; }

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

public class InvoiceScheduleDetailsPhaseAddInvoiceItemPeriodEndOptions : INestedOptions
{
    public DateTime? Timestamp { get; set; }

    public string Type { get; set; }
}

public class InvoiceScheduleDetailsPhaseAddInvoiceItemPeriodOptions : INestedOptions
{
    public InvoiceScheduleDetailsPhaseAddInvoiceItemPeriodEndOptions End { get; set; }

    public InvoiceScheduleDetailsPhaseAddInvoiceItemPeriodStartOptions Start { get; set; }
}

public class InvoiceScheduleDetailsPhaseAddInvoiceItemPeriodStartOptions : INestedOptions
{
    public DateTime? Timestamp { get; set; }

    public string Type { get; set; }
}

public class InvoiceScheduleDetailsPhaseAddInvoiceItemPriceDataOptions : INestedOptions
{
    public string Currency { get; set; }

    public string Product { get; set; }

    public string TaxBehavior { get; set; }

    public long? UnitAmount { get; set; }

    public decimal? UnitAmountDecimal { get; set; }
}

public class InvoiceScheduleDetailsPhaseAutomaticTaxLiabilityOptions : INestedOptions
{
    public string Account { get; set; }

    public string Type { get; set; }
}

public class InvoiceScheduleDetailsPhaseAutomaticTaxOptions : INestedOptions
{
    public bool? Enabled { get; set; }

    public InvoiceScheduleDetailsPhaseAutomaticTaxLiabilityOptions Liability { get; set; }
}

public class InvoiceScheduleDetailsPhaseDiscountOptions : INestedOptions
{
    public string Coupon { get; set; }

    public string Discount { get; set; }

    public string PromotionCode { get; set; }
}

public class InvoiceScheduleDetailsPhaseDurationOptions : INestedOptions
{
    public string Interval { get; set; }

    public long? IntervalCount { get; set; }
}

public class InvoiceScheduleDetailsPhaseInvoiceSettingsIssuerOptions : INestedOptions
{
    public string Account { get; set; }

    public string Type { get; set; }
}

public class InvoiceScheduleDetailsPhaseInvoiceSettingsOptions : INestedOptions, IHasSetTracking
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

    public long? DaysUntilDue { get; set; }

    public InvoiceScheduleDetailsPhaseInvoiceSettingsIssuerOptions Issuer { get; set; }
}

public class InvoiceScheduleDetailsPhaseItemDiscountOptions : INestedOptions
{
    public string Coupon { get; set; }

    public string Discount { get; set; }

    public string PromotionCode { get; set; }
}

public class InvoiceScheduleDetailsPhaseItemOptions : INestedOptions, IHasMetadata, IHasSetTracking
{
    private readonly SetTracker _assigned = new();

    SetTracker IHasSetTracking.SetTracker => _assigned;

    [Emptyable]
    public List<InvoiceScheduleDetailsPhaseItemDiscountOptions> Discounts
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

    public InvoiceScheduleDetailsPhaseItemPriceDataOptions PriceData { get; set; }

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

public class InvoiceScheduleDetailsPhaseItemPriceDataOptions : INestedOptions
{
    public string Currency { get; set; }

    public string Product { get; set; }

    public InvoiceScheduleDetailsPhaseItemPriceDataRecurringOptions Recurring { get; set; }

    public string TaxBehavior { get; set; }

    public long? UnitAmount { get; set; }

    public decimal? UnitAmountDecimal { get; set; }
}

public class InvoiceScheduleDetailsPhaseItemPriceDataRecurringOptions : INestedOptions
{
    public string Interval { get; set; }

    public long? IntervalCount { get; set; }
}

public class InvoiceScheduleDetailsPhaseOptions : INestedOptions, IHasMetadata, IHasSetTracking
{
    private readonly SetTracker _assigned = new();

    SetTracker IHasSetTracking.SetTracker => _assigned;

    public List<InvoiceScheduleDetailsPhaseAddInvoiceItemOptions> AddInvoiceItems { get; set; }

    public decimal? ApplicationFeePercent { get; set; }

    public InvoiceScheduleDetailsPhaseAutomaticTaxOptions AutomaticTax { get; set; }

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
    public List<InvoiceScheduleDetailsPhaseDiscountOptions> Discounts
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    public InvoiceScheduleDetailsPhaseDurationOptions Duration { get; set; }

    public AnyOf<DateTime?, InvoiceScheduleDetailsPhaseEndDate> EndDate { get; set; }

    public InvoiceScheduleDetailsPhaseInvoiceSettingsOptions InvoiceSettings { get; set; }

    public List<InvoiceScheduleDetailsPhaseItemOptions> Items { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string OnBehalfOf { get; set; }

    public string ProrationBehavior { get; set; }

    public AnyOf<DateTime?, InvoiceScheduleDetailsPhaseStartDate> StartDate { get; set; }

    public bool? Trial { get; set; }

    public AnyOf<DateTime?, InvoiceScheduleDetailsPhaseTrialEnd> TrialEnd { get; set; }
}
