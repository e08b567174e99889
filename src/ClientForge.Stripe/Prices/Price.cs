using Stripe.Infrastructure;

namespace Stripe;

/// <summary>What a product costs: per unit or by tiers, once or recurring. Amounts in minor units, exact ones as decimals of them.</summary>
public class Price : StripeEntity<Price>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public bool Active { get; set; }

    public string BillingScheme { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    public string Currency { get; set; }

    public Dictionary<string, PriceCurrencyOptions> CurrencyOptions { get; set; }

    public bool? Deleted { get; set; }

    public bool Livemode { get; set; }

    public string LookupKey { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string Nickname { get; set; }

    [Expandable("product", Object = nameof(Product))]
    public string ProductId { get => Product?.Id ?? field; set; }

    public Product Product { get; set; }

    public PriceRecurring Recurring { get; set; }

    public string TaxBehavior { get; set; }

    public List<PriceTier> Tiers { get; set; }

    public string TiersMode { get; set; }

    public PriceTransformQuantity TransformQuantity { get; set; }

    public string Type { get; set; }

    public long? UnitAmount { get; set; }

    public decimal? UnitAmountDecimal { get; set; }
}

public class PriceRecurring : StripeEntity<PriceRecurring>
{
    public string Interval { get; set; }

    public long IntervalCount { get; set; }

    public string Meter { get; set; }

    public long? TrialPeriodDays { get; set; }

    public string UsageType { get; set; }
}

public class PriceTier : StripeEntity<PriceTier>
{
    public long? FlatAmount { get; set; }

    public decimal? FlatAmountDecimal { get; set; }

    public long? UnitAmount { get; set; }

    public decimal? UnitAmountDecimal { get; set; }

    public long? UpTo { get; set; }
}

public class PriceTierUpTo : StringEnum
{
    public static readonly PriceTierUpTo Inf = new("inf");

    private PriceTierUpTo(string value)
        : base(value)
    {
    }
}

public class PriceTransformQuantity : StripeEntity<PriceTransformQuantity>
{
    public long DivideBy { get; set; }

    public string Round { get; set; }
}
