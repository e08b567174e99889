namespace Stripe;

public class InvoiceItemDiscountOptions : INestedOptions
{
    public string Coupon { get; set; }

    public string Discount { get; set; }

    public string PromotionCode { get; set; }
}

public class InvoiceItemPeriodOptions : INestedOptions
{
    public DateTime? End { get; set; }

    public DateTime? Start { get; set; }
}

public class InvoiceItemPriceDataOptions : INestedOptions
{
    public string Currency { get; set; }

    public string Product { get; set; }

    public string TaxBehavior { get; set; }

    public long? UnitAmount { get; set; }

    public decimal? UnitAmountDecimal { get; set; }
}

public class InvoiceItemPricingOptions : INestedOptions
{
    public string Price { get; set; }
}
