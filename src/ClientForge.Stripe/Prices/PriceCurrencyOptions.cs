namespace Stripe;

public class PriceCurrencyOptions : StripeEntity<PriceCurrencyOptions>
{
    public string TaxBehavior { get; set; }

    public List<PriceCurrencyOptionsTier> Tiers { get; set; }

    public long? UnitAmount { get; set; }

    public decimal? UnitAmountDecimal { get; set; }
}

public class PriceCurrencyOptionsTier : StripeEntity<PriceCurrencyOptionsTier>
{
    public long? FlatAmount { get; set; }

    public decimal? FlatAmountDecimal { get; set; }

    public long? UnitAmount { get; set; }

    public decimal? UnitAmountDecimal { get; set; }

    public long? UpTo { get; set; }
}

public class PriceCurrencyOptionsOptions : INestedOptions
{
    public string TaxBehavior { get; set; }

    public List<PriceCurrencyOptionsTierOptions> Tiers { get; set; }

    public long? UnitAmount { get; set; }

    public decimal? UnitAmountDecimal { get; set; }
}

public class PriceCurrencyOptionsTierOptions : INestedOptions
{
    public long? FlatAmount { get; set; }

    public decimal? FlatAmountDecimal { get; set; }

    public long? UnitAmount { get; set; }

    public decimal? UnitAmountDecimal { get; set; }

    public AnyOf<long?, PriceTierUpTo> UpTo { get; set; }
}
