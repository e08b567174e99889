using System.Globalization;
using System.Text;
using ClientForge.Pdf.Fonts;
using ClientForge.Pdf.Text;
using ClientForge.Pdf.Writing;

namespace ClientForge.Pdf;

/// <summary>
/// One page. Coordinates are points from the top left corner, y downwards; text is placed by its baseline.
/// </summary>
public sealed class PdfPage
{
    private readonly PdfDocument _document;
    private readonly StringBuilder _content = new();
    private readonly List<(double X, double Y, double Width, double Height, Uri Target)> _links = [];

    internal PdfPage(PdfDocument document, PageSize size)
    {
        _document = document;
        Size = size;
    }

    public PageSize Size { get; }

    internal ReadOnlySpan<byte> Content => Encoding.ASCII.GetBytes(_content.ToString());

    internal IEnumerable<string> Links => _links.Select(link =>
        "<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0] "
        + $"/Rect [{N(link.X)} {N(Size.Height - link.Y - link.Height)} {N(link.X + link.Width)} {N(Size.Height - link.Y)}] "
        + $"/A << /S /URI /URI {PdfSyntax.AsciiString(link.Target.AbsoluteUri)} >> >>");

    /// <summary>Draws one line of text that starts at x; with <see cref="TextAlign.Right"/> it ends there.</summary>
    public void Text(double x, double baseline, string text, TextStyle style, TextAlign align = TextAlign.Left)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(style);
        var left = x - (Offset(align) * style.Measure(text));
        DrawText(text, style, $"1 0 0 1 {N(left)} {N(Size.Height - baseline)} Tm");
    }

    /// <summary>Draws a line of text centred on a point and turned anticlockwise, such as a stamp.</summary>
    public void RotatedText(double centerX, double centerY, double degrees, string text, TextStyle style)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(style);
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var halfWidth = style.Measure(text) / 2;
        var halfHeight = style.Fonts.Primary.CapHeight * style.Size / 2000;
        var x = centerX - (halfWidth * cos) + (halfHeight * sin);
        var y = Size.Height - centerY - (halfWidth * sin) - (halfHeight * cos);
        DrawText(text, style, $"{N(cos)} {N(sin)} {N(-sin)} {N(cos)} {N(x)} {N(y)} Tm");
    }

    public void Line(double x1, double y1, double x2, double y2, double width, PdfColor color) =>
        _content.Append(CultureInfo.InvariantCulture, $"{PdfSyntax.Color(color)} RG {N(width)} w {N(x1)} {N(Size.Height - y1)} m ")
            .Append(CultureInfo.InvariantCulture, $"{N(x2)} {N(Size.Height - y2)} l S\n");

    public void FillRectangle(double x, double y, double width, double height, PdfColor color) =>
        _content.Append(CultureInfo.InvariantCulture, $"{PdfSyntax.Color(color)} rg ")
            .Append(CultureInfo.InvariantCulture, $"{N(x)} {N(Size.Height - y - height)} {N(width)} {N(height)} re f\n");

    /// <summary>Makes an area a link to an absolute http, https or mailto address.</summary>
    public void Link(double x, double y, double width, double height, Uri target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (!target.IsAbsoluteUri || target.Scheme is not ("http" or "https" or "mailto"))
            throw new ArgumentException("A link leads to an absolute http, https or mailto address.", nameof(target));
        _links.Add((x, y, width, height, target));
    }

    private void DrawText(string text, TextStyle style, string matrix)
    {
        _content.Append(CultureInfo.InvariantCulture, $"BT {PdfSyntax.Color(style.Color)} rg {matrix}");
        TrueTypeFont? current = null;
        foreach (var rune in PrintableText.Runes(text))
        {
            var (font, character) = style.Fonts.Resolve(rune);
            var (name, code) = _document.Encode(font, character);
            if (font != current)
            {
                _content.Append(current is null ? "" : "> Tj").Append(CultureInfo.InvariantCulture, $" /{name} {N(style.Size)} Tf <");
                current = font;
            }

            _content.Append(CultureInfo.InvariantCulture, $"{code:X4}");
        }

        _content.Append(current is null ? " ET\n" : "> Tj ET\n");
    }

    private static double Offset(TextAlign align) => align switch
    {
        TextAlign.Left => 0,
        TextAlign.Center => 0.5,
        TextAlign.Right => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(align), align, null),
    };

    private static string N(double value) => PdfSyntax.Number(value);
}
