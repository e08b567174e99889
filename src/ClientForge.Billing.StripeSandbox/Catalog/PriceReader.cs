using System.Globalization;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Catalog;

/// <summary>Reads the parameters that make a price: of <c>/v1/prices</c>, <c>default_price_data</c> and <c>price_data</c>.</summary>
internal static class PriceReader
{
    private const int MaxTiers = 100;

    /// <summary>A new price of <paramref name="product"/>, not saved.</summary>
    public static Price Read(UnitOfWork work, Params parameters, string product)
    {
        parameters.Exclusive("unit_amount", "unit_amount_decimal");
        var currency = parameters.RequiredCurrency("currency");
        var scheme = parameters.Word("billing_scheme", "per_unit", "tiered") ?? "per_unit";
        var (amount, amountDecimal) = UnitAmount(parameters);
        var tiers = Tiers(parameters);
        var recurring = Recurring(parameters);
        var price = new Price
        {
            Id = Ids.New("price"),
            Active = parameters.Bool("active") ?? true,
            BillingScheme = scheme,
            Created = work.Now,
            Currency = currency,
            CurrencyOptions = Options(parameters),
            CustomUnitAmount = Custom(parameters),
            LookupKey = parameters.String("lookup_key", 200),
            Metadata = parameters.Metadata(),
            Nickname = parameters.String("nickname"),
            Product = product,
            Recurring = recurring,
            TaxBehavior = TaxBehavior(parameters) ?? "unspecified",
            Tiers = tiers,
            TiersMode = parameters.Word("tiers_mode", "graduated", "volume"),
            TransformQuantity = Transform(parameters),
            UnitAmount = amount,
            UnitAmountDecimal = amountDecimal,
        };
        RequireConsistent(parameters, price);
        return price;
    }

    /// <summary><c>tax_behavior</c>, once stated.</summary>
    public static string? TaxBehavior(Params parameters) => parameters.Word("tax_behavior", "exclusive", "inclusive", "unspecified");

    /// <summary>The amounts in other currencies; null when none were sent.</summary>
    public static IReadOnlyDictionary<string, CurrencyOption>? Options(Params parameters)
    {
        if (parameters.Hash("currency_options") is not { } hash)
            return null;
        var options = new Dictionary<string, CurrencyOption>();
        foreach (var code in hash.Names.ToList())
        {
            var option = hash.Hash(code) ?? throw Errors.Parameter("Invalid object", hash.Path(code));
            if (!CurrencyCodes.IsKnown(code))
                throw Errors.Parameter($"Invalid currency: {code}", hash.Path(code));
            option.Ignore("tiers");
            var (amount, text) = UnitAmount(option);
            options[code] = new CurrencyOption(Custom(option), TaxBehavior(option) ?? "unspecified", amount, text);
        }

        return options;
    }

    private static void RequireConsistent(Params parameters, Price price)
    {
        if (price.BillingScheme == "tiered")
        {
            if (price.Tiers is null)
                throw Errors.Missing(parameters.Path("tiers"));
            if (price.TiersMode is null)
                throw Errors.Missing(parameters.Path("tiers_mode"));
            if (price.UnitAmountDecimal is not null)
                throw Errors.Exclusive(parameters.Path("unit_amount"), parameters.Path("tiers"));
            if (price.TransformQuantity is not null)
                throw Errors.Exclusive(parameters.Path("transform_quantity"), parameters.Path("tiers"));
        }
        else if (price.Tiers is not null || price.TiersMode is not null)
        {
            throw Errors.Parameter("You must set billing_scheme=tiered to use tiers.", parameters.Path("billing_scheme"));
        }
        else if (price.UnitAmountDecimal is null && price.CustomUnitAmount is null)
        {
            throw Errors.Missing(parameters.Path("unit_amount"));
        }
    }

    private static (long? Amount, string? Text) UnitAmount(Params parameters, string prefix = "unit_amount")
    {
        if (parameters.Long(prefix, 0, 999_999_999_999) is { } amount)
            return (amount, amount.ToString(CultureInfo.InvariantCulture));
        if (parameters.Decimal(prefix + "_decimal") is not { } fraction)
            return (null, null);
        if (fraction is < 0 or > 999_999_999_999)
            throw Errors.Parameter("This value must be between 0 and 999999999999.", parameters.Path(prefix + "_decimal"));
        var text = fraction.ToString("0.############", CultureInfo.InvariantCulture);
        return (fraction == decimal.Truncate(fraction) ? (long)fraction : null, text);
    }

    private static List<Tier>? Tiers(Params parameters)
    {
        if (parameters.Hashes("tiers", MaxTiers).Value is not { } sent)
            return null;
        var tiers = new List<Tier>();
        foreach (var tier in sent)
        {
            var last = tiers.Count == sent.Count - 1;
            var bound = tier.RequiredString("up_to");
            long? upTo = bound == "inf" ? null : tier.RequiredLong("up_to", 1);
            if (last != (upTo is null))
                throw Errors.Parameter("The last tier must have up_to=inf, and only the last.", tier.Path("up_to"));
            if (upTo <= tiers.LastOrDefault()?.UpTo)
                throw Errors.Parameter("Tiers must be in ascending order of up_to.", tier.Path("up_to"));
            var (unit, unitText) = UnitAmount(tier);
            var (flat, flatText) = UnitAmount(tier, "flat_amount");
            if (unitText is null && flatText is null)
                throw Errors.Missing(tier.Path("unit_amount"));
            tiers.Add(new Tier(flat, flatText, unit, unitText, upTo));
        }

        return tiers.Count > 0 ? tiers : throw Errors.Empty(parameters.Path("tiers"));
    }

    private static PriceRecurring? Recurring(Params parameters)
    {
        if (parameters.Hash("recurring") is not { } hash)
            return null;
        hash.Ignore("aggregate_usage");
        var interval = hash.Word("interval", "day", "week", "month", "year") ?? throw Errors.Missing(hash.Path("interval"));
        var most = interval switch { "year" => 3, "month" => 36, "week" => 156, _ => 1095 };
        var meter = hash.String("meter");
        var usage = hash.Word("usage_type", "licensed", "metered") ?? "licensed";
        if (usage == "metered" && meter is null)
            throw Errors.Missing(hash.Path("meter"));
        if (usage == "licensed" && meter is not null)
            throw Errors.Parameter("You can only set a meter on prices with usage_type=metered.", hash.Path("meter"));
        return new PriceRecurring
        {
            Interval = interval,
            IntervalCount = hash.Long("interval_count", 1, most) ?? 1,
            Meter = meter,
            TrialPeriodDays = hash.Long("trial_period_days", 0, 730),
            UsageType = usage,
        };
    }

    private static TransformQuantity? Transform(Params parameters) => parameters.Hash("transform_quantity") is { } hash
        ? new TransformQuantity(
            hash.RequiredLong("divide_by", 1),
            hash.Word("round", "up", "down") ?? throw Errors.Missing(hash.Path("round")))
        : null;

    private static CustomUnitAmount? Custom(Params parameters)
    {
        if (parameters.Hash("custom_unit_amount") is not { } hash)
            return null;
        return hash.Bool("enabled") is null
            ? throw Errors.Missing(hash.Path("enabled"))
            : new CustomUnitAmount(hash.Long("maximum", 0), hash.Long("minimum", 0), hash.Long("preset", 0));
    }
}
