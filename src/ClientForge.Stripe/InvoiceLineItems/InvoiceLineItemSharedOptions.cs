namespace Stripe;

public class InvoiceLineItemDiscountOptions : INestedOptions
{
    public string Coupon { get; set; }

    public string Discount { get; set; }

    public string PromotionCode { get; set; }
}

public class InvoiceLineItemPeriodOptions : INestedOptions
{
    public DateTime? End { get; set; }

    public DateTime? Start { get; set; }
}

public class InvoiceLineItemPriceDataOptions : INestedOptions
{
    public string Currency { get; set; }

    public string Product { get; set; }

    public InvoiceLineItemPriceDataProductDataOptions ProductData { get; set; }

    public string TaxBehavior { get; set; }

    public long? UnitAmount { get; set; }

    public decimal? UnitAmountDecimal { get; set; }
}

public class InvoiceLineItemPriceDataProductDataOptions : INestedOptions, IHasMetadata
{
    public string Description { get; set; }

    public List<string> Images { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string Name { get; set; }

    public string TaxCode { get; set; }

    public string UnitLabel { get; set; }
}

public class InvoiceLineItemPricingOptions : INestedOptions
{
    public string Price { get; set; }
}

public class InvoiceLineItemTaxAmountOptions : INestedOptions
{
    public long? Amount { get; set; }

    public InvoiceLineItemTaxAmountTaxRateDataOptions TaxRateData { get; set; }

    public string TaxabilityReason { get; set; }

    public long? TaxableAmount { get; set; }
}

public class InvoiceLineItemTaxAmountTaxRateDataOptions : INestedOptions
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
