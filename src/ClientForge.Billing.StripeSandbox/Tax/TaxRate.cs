using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Tax;

/// <summary>A percentage that lines are taxed with.</summary>
internal sealed record TaxRate : StripeObject
{
    public override string Object => "tax_rate";

    public bool Active { get; init; } = true;

    public string? Country { get; init; }

    public required long Created { get; init; }

    public string? Description { get; init; }

    public required string DisplayName { get; init; }

    public decimal? EffectivePercentage { get; init; }

    public TaxFlatAmount? FlatAmount { get; init; }

    /// <summary>The tax is inside the amount.</summary>
    public required bool Inclusive { get; init; }

    public string? Jurisdiction { get; init; }

    public string? JurisdictionLevel { get; init; }

    public bool Livemode { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>0 to 100, at most four decimals.</summary>
    public required decimal Percentage { get; init; }

    public string? RateType { get; init; } = "percentage";

    public string? State { get; init; }

    public string? TaxType { get; init; }
}

internal sealed record TaxFlatAmount(long Amount, string Currency);
