using System.Text.RegularExpressions;

namespace ClientForge.Billing.Services.Tax;

/// <summary>
/// Whether a text has the form of a VAT identification number of a member state. The form alone: whether the number is
/// registered, only VIES knows (https://ec.europa.eu/taxation_customs/vies/).
/// </summary>
public static partial class VatId
{
    private const string NineDigits = "[0-9]{9}";
    private const string EightDigits = "[0-9]{8}";
    private const string TenDigits = "[0-9]{10}";
    private const string ElevenDigits = "[0-9]{11}";

    private static readonly Dictionary<string, string> Forms = new()
    {
        ["AT"] = "U[0-9]{8}",
        ["BE"] = "[01][0-9]{9}",
        ["BG"] = "[0-9]{9,10}",
        ["CY"] = "[0-9]{8}[A-Z]",
        ["CZ"] = "[0-9]{8,10}",
        ["DE"] = NineDigits,
        ["DK"] = EightDigits,
        ["EE"] = NineDigits,
        ["ES"] = "[A-Z0-9][0-9]{7}[A-Z0-9]",
        ["FI"] = EightDigits,
        ["FR"] = "[A-HJ-NP-Z0-9]{2}[0-9]{9}",
        ["GR"] = NineDigits,
        ["HR"] = ElevenDigits,
        ["HU"] = EightDigits,
        ["IE"] = "[0-9][A-Z0-9+*][0-9]{5}[A-W][A-I]?",
        ["IT"] = ElevenDigits,
        ["LT"] = "([0-9]{9}|[0-9]{12})",
        ["LU"] = EightDigits,
        ["LV"] = ElevenDigits,
        ["MT"] = EightDigits,
        ["NL"] = "[0-9]{9}B[0-9]{2}",
        ["PL"] = TenDigits,
        ["PT"] = NineDigits,
        ["RO"] = "[0-9]{2,10}",
        ["SE"] = "[0-9]{12}",
        ["SI"] = EightDigits,
        ["SK"] = TenDigits,
    };

    /// <summary>Whether the text could be a number of this member state; spaces, dots and hyphens do not matter.</summary>
    /// <param name="country">ISO 3166-1 alpha-2, upper case.</param>
    /// <param name="taxId">As the customer wrote it.</param>
    public static bool LooksValid(string country, string? taxId)
    {
        if (taxId is not { Length: >= 4 and <= 30 } || !Forms.TryGetValue(country, out var form))
            return false;
        var compact = Separators().Replace(taxId, "").ToUpperInvariant();
        // Greece writes EL before its numbers, not its ISO code.
        var prefix = country == "GR" ? "EL" : country;
        return Regex.IsMatch(compact, $"^{prefix}{form}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    [GeneratedRegex(@"[ .\-]")]
    private static partial Regex Separators();
}
