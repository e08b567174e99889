using System.Text.RegularExpressions;

namespace ClientForge.Billing.Api.Observability;

/// <summary>Takes secrets and card numbers out of text that leaves the process by a log line or a stored error.</summary>
public static partial class Redactor
{
    public const string Mark = "[redacted]";

    // Shorter ones are out of use, and a time in milliseconds has thirteen digits.
    private const int ShortestCardNumber = 14;

    public static string Scrub(string text) => MayHoldSecret(text) ? CardNumber().Replace(Secret().Replace(text, Mark), Masked) : text;

    // Most lines hold none; looking for the needles is cheaper than matching.
    private static bool MayHoldSecret(string text) =>
        text.Contains("sk_", StringComparison.Ordinal) || text.Contains("rk_", StringComparison.Ordinal) ||
        text.Contains("whsec_", StringComparison.Ordinal) || text.Contains("eyJ", StringComparison.Ordinal) ||
        text.Contains("_secret_", StringComparison.Ordinal) || text.Contains("assword", StringComparison.Ordinal) ||
        text.Count(char.IsAsciiDigit) >= ShortestCardNumber;

    /// <summary>Digits that pass the check of ISO/IEC 7812 are a card's; other long numbers, such as times, stay.</summary>
    private static string Masked(Match match)
    {
        var sum = 0;
        var isSecond = false;
        foreach (var c in match.Value.Reverse().Where(char.IsAsciiDigit))
        {
            var digit = isSecond ? (c - '0') * 2 : c - '0';
            sum += digit > 9 ? digit - 9 : digit;
            isSecond = !isSecond;
        }

        return sum % 10 == 0 ? Mark : match.Value;
    }

    [GeneratedRegex(
        """
        \b[sr]k_(?:live|test)_[A-Za-z0-9_]+ | \bwhsec_[A-Za-z0-9+/=_-]+
        | \b(?:pi|seti|src)_[A-Za-z0-9]+_secret_[A-Za-z0-9]+
        | \beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*
        | (?<=[Pp]assword\s?=\s?)[^;\s"']+
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Secret();

    [GeneratedRegex(@"(?<![\w-])(?<!\d\.)\d(?:[ -]?\d){13,18}(?![\w-])(?!\.\d)", RegexOptions.CultureInvariant)]
    private static partial Regex CardNumber();
}
