using System.Text;
using ClientForge.Pdf.Fonts;

namespace ClientForge.Pdf.Text;

/// <summary>How text is drawn, and so how wide it is. Widths and heights are in points.</summary>
/// <param name="Fonts">The font and its fallbacks.</param>
/// <param name="Size">The font size in points.</param>
/// <param name="Color">The colour of the glyphs.</param>
public sealed record TextStyle(FontChain Fonts, double Size, PdfColor Color)
{
    /// <summary>From one baseline to the next.</summary>
    public double LineHeight => Size * 1.3;

    /// <summary>From the top of a line to its baseline.</summary>
    public double Ascent => Size * (0.15 + (Fonts.Primary.Ascent / 1000.0));

    public double Measure(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return PrintableText.Runes(text).Sum(Measure);
    }

    internal double Measure(Rune character)
    {
        var (font, drawn) = Fonts.Resolve(character);
        return font.AdvanceOf(drawn) * Size / 1000;
    }
}
