using System.Text;

namespace ClientForge.Pdf.Fonts;

/// <summary>
/// A font and those asked, in order, for the characters it lacks. A character none of them has is drawn as U+FFFD, the
/// replacement character, because an archived document must not show a font's missing glyph.
/// </summary>
public sealed class FontChain
{
    private static readonly Rune Replacement = Rune.ReplacementChar;
    private static readonly Rune QuestionMark = new('?');
    private readonly TrueTypeFont[] _fonts;

    public FontChain(TrueTypeFont primary, params IEnumerable<TrueTypeFont> fallbacks)
    {
        Primary = primary;
        _fonts = [primary, .. fallbacks];
    }

    public TrueTypeFont Primary { get; }

    /// <summary>The font and the character to draw with it.</summary>
    internal (TrueTypeFont Font, Rune Character) Resolve(Rune character)
    {
        foreach (var font in _fonts)
        {
            if (font.Has(character))
                return (font, character);
        }

        return character == Replacement ? (Primary, QuestionMark) : Resolve(Replacement);
    }
}
