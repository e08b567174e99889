using Stripe.Infrastructure;

namespace Stripe;

public class InvoiceAutomaticTaxLiabilityOptions : INestedOptions
{
    public string Account { get; set; }

    public string Type { get; set; }
}

public class InvoiceAutomaticTaxOptions : INestedOptions
{
    public bool? Enabled { get; set; }

    public InvoiceAutomaticTaxLiabilityOptions Liability { get; set; }
}

public class InvoiceCustomFieldOptions : INestedOptions
{
    public string Name { get; set; }

    public string Value { get; set; }
}

public class InvoiceCustomerDetailsOptions : INestedOptions, IHasSetTracking
{
    private readonly SetTracker _assigned = new();

    SetTracker IHasSetTracking.SetTracker => _assigned;

    [Emptyable]
    public AddressOptions Address
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    [Emptyable]
    public ShippingOptions Shipping
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    public InvoiceCustomerDetailsTaxOptions Tax { get; set; }

    [Emptyable]
    public string TaxExempt
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    public List<InvoiceCustomerDetailsTaxIdOptions> TaxIds { get; set; }
}

public class InvoiceCustomerDetailsTaxIdOptions : INestedOptions
{
    public string Type { get; set; }

    public string Value { get; set; }
}

public class InvoiceCustomerDetailsTaxOptions : INestedOptions, IHasSetTracking
{
    private readonly SetTracker _assigned = new();

    SetTracker IHasSetTracking.SetTracker => _assigned;

    [Emptyable]
    public string IpAddress
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }
}

public class InvoiceDiscountOptions : INestedOptions
{
    public string Coupon { get; set; }

    public string Discount { get; set; }

    public string PromotionCode { get; set; }
}

public class InvoiceFromInvoiceOptions : INestedOptions
{
    public string Action { get; set; }

    public string Invoice { get; set; }
}

public class InvoiceIssuerOptions : INestedOptions
{
    public string Account { get; set; }

    public string Type { get; set; }
}

public class InvoiceLineDiscountOptions : INestedOptions
{
    public string Coupon { get; set; }

    public string Discount { get; set; }

    public string PromotionCode { get; set; }
}

public class InvoiceLineOptions : INestedOptions, IHasMetadata, IHasId, IHasSetTracking
{
    private readonly SetTracker _assigned = new();

    SetTracker IHasSetTracking.SetTracker => _assigned;

    public long? Amount { get; set; }

    public string Behavior { get; set; }

    public string Description { get; set; }

    public bool? Discountable { get; set; }

    [Emptyable]
    public List<InvoiceLineDiscountOptions> Discounts
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    public string Id { get; set; }

    public string InvoiceItem { get; set; }

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

    public InvoiceLinePeriodOptions Period { get; set; }

    public InvoiceLinePriceDataOptions PriceData { get; set; }

    public InvoiceLinePricingOptions Pricing { get; set; }

    public long? Quantity { get; set; }

    public decimal? QuantityDecimal { get; set; }

    [Emptyable]
    public List<InvoiceLineTaxAmountOptions> TaxAmounts
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

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

public class InvoiceLinePeriodOptions : INestedOptions
{
    public DateTime? End { get; set; }

    public DateTime? Start { get; set; }
}

public class InvoiceLinePriceDataOptions : INestedOptions
{
    public string Currency { get; set; }

    public string Product { get; set; }

    public InvoiceLinePriceDataProductDataOptions ProductData { get; set; }

    public string TaxBehavior { get; set; }

    public long? UnitAmount { get; set; }

    public decimal? UnitAmountDecimal { get; set; }
}

public class InvoiceLinePriceDataProductDataOptions : INestedOptions, IHasMetadata
{
    public string Description { get; set; }

    public List<string> Images { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string Name { get; set; }

    public string TaxCode { get; set; }

    public string UnitLabel { get; set; }
}

public class InvoiceLinePricingOptions : INestedOptions
{
    public string Price { get; set; }
}

public class InvoiceLineTaxAmountOptions : INestedOptions
{
    public long? Amount { get; set; }

    public InvoiceLineTaxAmountTaxRateDataOptions TaxRateData { get; set; }

    public string TaxabilityReason { get; set; }

    public long? TaxableAmount { get; set; }
}

public class InvoiceLineTaxAmountTaxRateDataOptions : INestedOptions
{
    public string Country { get; set; }

    public string Description { get; set; }

    public string DisplayName { get; set; }

    public bool? Inclusive { get; set; }

    public string Jurisdiction { get; set; }

    public string JurisdictionLevel { get; set; }

    public decimal? Percentage { get; set; }

    public string State { get; set; }

    public string TaxType { get; set; }
}

public class InvoiceScheduleDetailsBillingModeFlexibleOptions : INestedOptions
{
    public string ProrationDiscounts { get; set; }
}

public class InvoiceScheduleDetailsBillingModeOptions : INestedOptions
{
    public InvoiceScheduleDetailsBillingModeFlexibleOptions Flexible { get; set; }

    public string Type { get; set; }
}
