using Stripe.Infrastructure;

namespace Stripe;

public class InvoiceSubscriptionDetailsBillingModeFlexibleOptions : INestedOptions
{
    public string ProrationDiscounts { get; set; }
}

public class InvoiceSubscriptionDetailsBillingModeOptions : INestedOptions
{
    public InvoiceSubscriptionDetailsBillingModeFlexibleOptions Flexible { get; set; }

    public string Type { get; set; }
}

public class InvoiceSubscriptionDetailsBillingScheduleAppliesToOptions : INestedOptions
{
    public string Price { get; set; }

    public string Type { get; set; }
}

public class InvoiceSubscriptionDetailsBillingScheduleBillUntilDurationOptions : INestedOptions
{
    public string Interval { get; set; }

    public long? IntervalCount { get; set; }
}

public class InvoiceSubscriptionDetailsBillingScheduleBillUntilOptions : INestedOptions
{
    public InvoiceSubscriptionDetailsBillingScheduleBillUntilDurationOptions Duration { get; set; }

    public DateTime? Timestamp { get; set; }

    public string Type { get; set; }
}

public class InvoiceSubscriptionDetailsBillingScheduleOptions : INestedOptions
{
    public List<InvoiceSubscriptionDetailsBillingScheduleAppliesToOptions> AppliesTo { get; set; }

    public InvoiceSubscriptionDetailsBillingScheduleBillUntilOptions BillUntil { get; set; }

    public string Key { get; set; }
}

public class InvoiceSubscriptionDetailsItemDiscountOptions : INestedOptions
{
    public string Coupon { get; set; }

    public string Discount { get; set; }

    public string PromotionCode { get; set; }
}

public class InvoiceSubscriptionDetailsItemOptions : INestedOptions, IHasId, IHasMetadata, IHasSetTracking
{
    private readonly SetTracker _assigned = new();

    SetTracker IHasSetTracking.SetTracker => _assigned;

    public bool? ClearUsage { get; set; }

    public bool? Deleted { get; set; }

    [Emptyable]
    public List<InvoiceSubscriptionDetailsItemDiscountOptions> Discounts
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    public string Id { get; set; }

    [Emptyable]
    public Dictionary<string, string> Metadata
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    public string Plan { get; set; }

    public string Price { get; set; }

    public InvoiceSubscriptionDetailsItemPriceDataOptions PriceData { get; set; }

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

public class InvoiceSubscriptionDetailsItemPriceDataOptions : INestedOptions
{
    public string Currency { get; set; }

    public string Product { get; set; }

    public InvoiceSubscriptionDetailsItemPriceDataRecurringOptions Recurring { get; set; }

    public string TaxBehavior { get; set; }

    public long? UnitAmount { get; set; }

    public decimal? UnitAmountDecimal { get; set; }
}

public class InvoiceSubscriptionDetailsItemPriceDataRecurringOptions : INestedOptions
{
    public string Interval { get; set; }

    public long? IntervalCount { get; set; }
}

public class InvoiceSubscriptionDetailsOptions : INestedOptions, IHasMetadata, IHasSetTracking
{
    private readonly SetTracker _assigned = new();

    SetTracker IHasSetTracking.SetTracker => _assigned;

    public AnyOf<DateTime?, InvoiceSubscriptionDetailsBillingCycleAnchor> BillingCycleAnchor { get; set; }

    public InvoiceSubscriptionDetailsBillingModeOptions BillingMode { get; set; }

    [Emptyable]
    public List<InvoiceSubscriptionDetailsBillingScheduleOptions> BillingSchedules
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    [Emptyable]
    public AnyOf<DateTime?, InvoiceSubscriptionDetailsCancelAt> CancelAt
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    public bool? CancelAtPeriodEnd { get; set; }

    public bool? CancelNow { get; set; }

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

    public List<InvoiceSubscriptionDetailsItemOptions> Items { get; set; }

    [Emptyable]
    public Dictionary<string, string> Metadata
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    public string ProrationBehavior { get; set; }

    public DateTime? ProrationDate { get; set; }

    public string ResumeAt { get; set; }

    public DateTime? StartDate { get; set; }

    public AnyOf<DateTime?, InvoiceSubscriptionDetailsTrialEnd> TrialEnd { get; set; }
}

public class InvoiceUpcomingInvoiceItemOptions : INestedOptions, IHasMetadata
{
    public long? Amount { get; set; }

    public string Currency { get; set; }

    public string Description { get; set; }

    public bool? Discountable { get; set; }

    public List<InvoiceItemDiscountOptions> Discounts { get; set; }

    [WireName("invoiceitem")]
    public string InvoiceItem { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public InvoiceItemPeriodOptions Period { get; set; }

    public string Price { get; set; }

    public InvoiceItemPriceDataOptions PriceData { get; set; }

    public long? Quantity { get; set; }

    public List<string> TaxRates { get; set; }

    public long? UnitAmount { get; set; }

    public decimal? UnitAmountDecimal { get; set; }
}
