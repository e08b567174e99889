namespace Stripe;

public class PriceProductDataOptions : INestedOptions, IHasId, IHasMetadata
{
    public bool? Active { get; set; }

    public string Id { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string Name { get; set; }

    public string StatementDescriptor { get; set; }

    public string TaxCode { get; set; }

    public string UnitLabel { get; set; }
}

public class PriceRecurringListOptions : INestedOptions
{
    public string Interval { get; set; }

    public string Meter { get; set; }

    public string UsageType { get; set; }
}

public class PriceRecurringOptions : INestedOptions
{
    public string Interval { get; set; }

    public long? IntervalCount { get; set; }

    public string Meter { get; set; }

    public long? TrialPeriodDays { get; set; }

    public string UsageType { get; set; }
}

public class PriceTierOptions : INestedOptions
{
    public long? FlatAmount { get; set; }

    public decimal? FlatAmountDecimal { get; set; }

    public long? UnitAmount { get; set; }

    public decimal? UnitAmountDecimal { get; set; }

    public AnyOf<long?, PriceTierUpTo> UpTo { get; set; }
}

public class PriceTransformQuantityOptions : INestedOptions
{
    public long? DivideBy { get; set; }

    public string Round { get; set; }
}
