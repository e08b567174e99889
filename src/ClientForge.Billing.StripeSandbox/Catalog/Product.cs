using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Catalog;

/// <summary>What is sold.</summary>
internal sealed record Product : StripeObject
{
    public override string Object => "product";

    public bool Active { get; init; } = true;

    public required long Created { get; init; }

    [Expandable("price")]
    public string? DefaultPrice { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string> Images { get; init; } = [];

    public bool Livemode { get; init; }

    public IReadOnlyList<MarketingFeature> MarketingFeatures { get; init; } = [];

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public required string Name { get; init; }

    public PackageDimensions? PackageDimensions { get; init; }

    public bool? Shippable { get; init; }

    public string? StatementDescriptor { get; init; }

    [Expandable("tax_code")]
    public string? TaxCode { get; init; }

    /// <summary><c>service</c> or <c>good</c>.</summary>
    public string Type { get; init; } = "service";

    public string? UnitLabel { get; init; }

    public required long Updated { get; init; }

    public string? Url { get; init; }
}

internal sealed record MarketingFeature(string Name);

internal sealed record PackageDimensions(decimal Height, decimal Length, decimal Weight, decimal Width);
