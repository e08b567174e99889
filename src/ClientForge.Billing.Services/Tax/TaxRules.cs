namespace ClientForge.Billing.Services.Tax;

/// <summary>Where a customer is, as far as tax goes.</summary>
public sealed record TaxPlace
{
    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }

    public string? State { get; init; }

    public string? PostalCode { get; init; }

    public string? City { get; init; }

    /// <summary>The customer's own tax id, such as an EU VAT number.</summary>
    public string? TaxId { get; init; }
}

/// <summary>Pure rules: who is asked for a rate, and when the customer accounts for the tax itself.</summary>
public static class TaxRules
{
    /// <summary>Sales taxes depend on the very address; TaxJar knows them, a table by state only roughly.</summary>
    public static bool NeedsAddress(string country) => country is "US" or "CA";

    /// <summary>
    /// A business of another EU country pays VAT itself, where it is (Directive 2006/112/EC, article 196), when it gives a number
    /// of that country that looks valid.
    /// </summary>
    public static bool IsReverseCharge(TaxPlace place, string sellerCountry) =>
        place.Country != sellerCountry && VatId.LooksValid(place.Country, place.TaxId);
}
