namespace Stripe;

public class ProductDefaultPriceDataOptions : INestedOptions, IHasMetadata
{
    public string Currency { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public ProductDefaultPriceDataRecurringOptions Recurring { get; set; }

    public string TaxBehavior { get; set; }

    public long? UnitAmount { get; set; }

    public decimal? UnitAmountDecimal { get; set; }
}

public class ProductDefaultPriceDataRecurringOptions : INestedOptions
{
    public string Interval { get; set; }

    public long? IntervalCount { get; set; }
}

public class ProductMarketingFeatureOptions : INestedOptions
{
    public string Name { get; set; }
}
