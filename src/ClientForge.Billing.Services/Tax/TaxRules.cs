using System.Text.RegularExpressions;

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
public static partial class TaxRules
{
    private static readonly HashSet<string> EuropeanUnion =
    [
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO",
        "SE", "SI", "SK",
    ];

    /// <summary>Sales taxes depend on the very address; TaxJar knows them, a table by state only roughly.</summary>
    public static bool NeedsAddress(string country) => country is "US" or "CA";

    /// <summary>
    /// A business of another EU country pays VAT itself, where it is (Directive 2006/112/EC, article 196). Its number is
    /// judged by its form: two letters for the country (EL for Greece) and 2 to 12 characters.
    /// </summary>
    public static bool IsReverseCharge(TaxPlace place, string sellerCountry) =>
        place.TaxId is { } taxId && EuropeanUnion.Contains(place.Country) && place.Country != sellerCountry && HasVatForm(taxId, place.Country);

    private static bool HasVatForm(string taxId, string country)
    {
        var compact = Separators().Replace(taxId, "").ToUpperInvariant();
        return compact.StartsWith(country == "GR" ? "EL" : country, StringComparison.Ordinal) && VatNumber().IsMatch(compact);
    }

    [GeneratedRegex("[ .-]")]
    private static partial Regex Separators();

    [GeneratedRegex("^[A-Z]{2}[0-9A-Z+*]{2,12}$")]
    private static partial Regex VatNumber();
}
