namespace ClientForge.Billing.DevHost.TaxJar;

/// <summary>The body of <c>POST /v2/taxes</c>; amounts are decimals in the major unit, as TaxJar takes them.</summary>
internal sealed record TaxRequest
{
    public string? ToCountry { get; init; }

    public string? ToState { get; init; }

    public string? ToZip { get; init; }

    public string? ToCity { get; init; }

    public decimal? Amount { get; init; }

    public decimal? Shipping { get; init; }

    public string? ExemptionType { get; init; }

    public IReadOnlyList<TaxRequestLine> LineItems { get; init; } = [];
}

internal sealed record TaxRequestLine
{
    public string? Id { get; init; }

    public decimal Quantity { get; init; } = 1;

    public decimal UnitPrice { get; init; }

    public decimal Discount { get; init; }

    public string? ProductTaxCode { get; init; }

    public decimal Total => (Quantity * UnitPrice) - Discount;
}

internal sealed record TaxAnswer(Tax Tax);

internal sealed record Tax
{
    public required decimal OrderTotalAmount { get; init; }

    public required decimal Shipping { get; init; }

    public required decimal TaxableAmount { get; init; }

    public required decimal AmountToCollect { get; init; }

    public required decimal Rate { get; init; }

    public required bool HasNexus { get; init; }

    public required bool FreightTaxable { get; init; }

    /// <summary>Null without nexus.</summary>
    public string? TaxSource { get; init; }

    public string? ExemptionType { get; init; }

    public TaxJurisdictions? Jurisdictions { get; init; }

    /// <summary>TaxJar names these fields differently for each country, so they are a map.</summary>
    public IReadOnlyDictionary<string, object>? Breakdown { get; init; }
}

internal sealed record TaxJurisdictions(string Country, string? State, string? County, string? City);

internal sealed record TaxError(int Status, string Error, string Detail);
