using System.Collections.Frozen;

namespace ClientForge.Billing.Services.Customers;

/// <summary>
/// Pure rule: Stripe's type of a tax id, from its own prefix where it has one and from the customer's country otherwise.
/// The wrong type (a British id as <c>eu_vat</c>) passes the format check of nobody and spoils the reverse charge.
/// </summary>
/// <remarks>Types: https://docs.stripe.com/billing/customer/tax-ids#supported-tax-id.</remarks>
public static class TaxIdTypes
{
    // Greek ids begin with EL; XI stands for Northern Ireland, whose ids count as EU ones.
    private static readonly FrozenSet<string> EuropeanPrefixes = FrozenSet.Create(
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL",
        "PL", "PT", "RO", "SE", "SI", "SK", "XI");

    private static readonly FrozenDictionary<string, string> ByCountry = new Dictionary<string, string>
    {
        ["AE"] = "ae_trn", ["AU"] = "au_abn", ["BR"] = "br_cnpj", ["CA"] = "ca_bn", ["CH"] = "ch_vat", ["GB"] = "gb_vat",
        ["IN"] = "in_gst", ["IS"] = "is_vat", ["JP"] = "jp_cn", ["KR"] = "kr_brn", ["LI"] = "li_uid", ["MX"] = "mx_rfc",
        ["NO"] = "no_vat", ["NZ"] = "nz_gst", ["SG"] = "sg_gst", ["TH"] = "th_vat", ["TR"] = "tr_tin", ["TW"] = "tw_vat",
        ["UA"] = "ua_vat", ["US"] = "us_ein", ["ZA"] = "za_vat",
    }.ToFrozenDictionary();

    /// <summary>The id without blanks, dots and dashes at its ends or between, in upper case.</summary>
    public static string Normalize(string taxId) =>
        new([.. taxId.ToUpperInvariant().Where(character => !char.IsWhiteSpace(character))]);

    /// <param name="taxId">As the customer wrote it.</param>
    /// <param name="country">ISO 3166 alpha-2, or null when unknown.</param>
    /// <returns>Stripe's type; null when neither prefix nor country tells.</returns>
    public static string? TypeOf(string taxId, string? country)
    {
        var value = Normalize(taxId);
        if (value.Length < 4)
            return null;
        var prefix = value[..2];
        if (EuropeanPrefixes.Contains(prefix) && char.IsAsciiLetterOrDigit(value[2]))
            return "eu_vat";
        if (value.StartsWith("GB", StringComparison.Ordinal))
            return "gb_vat";
        if (value.StartsWith("CHE", StringComparison.Ordinal))
            return country == "LI" ? "li_vat" : "ch_vat";
        if (value.StartsWith("NO", StringComparison.Ordinal) || value.EndsWith("MVA", StringComparison.Ordinal))
            return "no_vat";
        return country is null ? null : CountryType(value, country);
    }

    private static string? CountryType(string value, string country) => country switch
    {
        "CA" when value.Contains("RT", StringComparison.Ordinal) => "ca_gst_hst",
        "JP" when value.StartsWith('T') => "jp_trn",
        "BR" when value.Count(char.IsAsciiDigit) == 11 => "br_cpf",
        // An EU id written without its prefix cannot be sent as eu_vat; Spain's national id can.
        "ES" => "es_cif",
        _ => ByCountry.GetValueOrDefault(country),
    };
}
