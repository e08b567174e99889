using System.Globalization;
using System.Text;

namespace ClientForge.Pdf.Text;

/// <summary>What of a text may reach a page.</summary>
internal static class PrintableText
{
    /// <summary>
    /// The characters of one line: tabs and line ends become spaces; controls, lone surrogates' halves and invisible
    /// formatting (zero-width characters, direction overrides that could make an amount read backwards) are left out.
    /// </summary>
    public static IEnumerable<Rune> Runes(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\t' or '\n' or '\r' or 0x2028 or 0x2029)
                yield return new Rune(' ');
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                     or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
                     && !IsVariationSelector(rune))
                yield return rune;
        }
    }

    /// <summary>The same as a string, for metadata.</summary>
    public static string Clean(string text) => string.Concat(Runes(text));

    /// <summary>Between these and their neighbours a line may break although there is no space.</summary>
    public static bool IsIdeographic(Rune rune) =>
        rune.Value is (>= 0x2E80 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7AF) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFF00 and <= 0xFFEF) or (>= 0x20000 and <= 0x3FFFF);

    private static bool IsVariationSelector(Rune rune) => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
