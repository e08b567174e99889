using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>One element of <c>items</c>.</summary>
internal sealed record ItemParameters
{
    /// <summary>How errors spell it: <c>items[0]</c>.</summary>
    public required Params Source { get; init; }

    public string? Id { get; init; }

    public string? Price { get; init; }

    public PriceDataParameters? PriceData { get; init; }

    public long? Quantity { get; init; }

    public bool Deleted { get; init; }

    public bool ClearUsage { get; init; }

    public required Given<IReadOnlyList<Params>> Discounts { get; init; }

    public required Given<IReadOnlyList<string>> TaxRates { get; init; }

    public static ItemParameters Read(Params source)
    {
        source.RefuseUnmodelled("billing_thresholds");
        source.Ignore("metadata");
        source.Exclusive("price", "price_data");
        return new()
        {
            Source = source,
            Id = source.String("id"),
            Price = source.String("price") ?? source.String("plan"),
            PriceData = source.Hash("price_data") is { } data ? PriceDataParameters.Read(data) : null,
            Quantity = source.Long("quantity", 0, MaxQuantity),
            Deleted = source.Bool("deleted") ?? false,
            ClearUsage = source.Bool("clear_usage") ?? false,
            Discounts = source.Hashes("discounts", 20),
            TaxRates = source.Strings("tax_rates", 5),
        };
    }

    private const long MaxQuantity = 999_999_999_999;
}

/// <summary>An inline price: made for this one use.</summary>
internal sealed record PriceDataParameters
{
    public required Params Source { get; init; }

    public required string Currency { get; init; }

    public required string Product { get; init; }

    public string? Interval { get; init; }

    public long IntervalCount { get; init; } = 1;

    public long? UnitAmount { get; init; }

    public decimal? UnitAmountDecimal { get; init; }

    public string TaxBehavior { get; init; } = "unspecified";

    public static PriceDataParameters Read(Params source)
    {
        source.Exclusive("unit_amount", "unit_amount_decimal");
        var recurring = source.Hash("recurring");
        return new()
        {
            Source = source,
            Currency = source.RequiredCurrency("currency"),
            Product = source.RequiredString("product"),
            Interval = recurring?.Word("interval", "day", "week", "month", "year") ?? (recurring is null ? null : throw Errors.Missing(recurring.Path("interval"))),
            IntervalCount = recurring?.Long("interval_count", 1, 1095) ?? 1,
            UnitAmount = source.Long("unit_amount", 0),
            UnitAmountDecimal = source.Decimal("unit_amount_decimal"),
            TaxBehavior = source.Word("tax_behavior", "exclusive", "inclusive", "unspecified") ?? "unspecified",
        };
    }
}
