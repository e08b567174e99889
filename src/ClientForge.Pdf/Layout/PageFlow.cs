using ClientForge.Pdf.Text;

namespace ClientForge.Pdf.Layout;

/// <summary>
/// A position that runs down a page and on to the next one when something does not fit. Measures are points.
/// </summary>
public sealed class PageFlow
{
    private readonly PdfDocument _document;
    private readonly PageSize _size;
    private readonly Margins _margins;

    public PageFlow(PdfDocument document, PageSize size, Margins margins)
    {
        _document = document;
        _size = size;
        _margins = margins;
        NewPage();
    }

    public PdfPage Page => _document.Pages[^1];

    /// <summary>Where the next thing goes: its top edge.</summary>
    public double Y { get; set; }

    public double Left => _margins.Left;

    public double Right => _size.Width - _margins.Right;

    public double Width => Right - Left;

    public double Top => _margins.Top;

    public double Bottom => _size.Height - _margins.Bottom;

    /// <summary>What is left of this page.</summary>
    public double Room => Bottom - Y;

    public void NewPage()
    {
        _document.AddPage(_size);
        Y = Top;
    }

    /// <summary>Goes to the next page unless this much height is left.</summary>
    public void Require(double height)
    {
        if (height > Room && Y > Top)
            NewPage();
    }

    /// <summary>Writes wrapped text at the left margin and moves below it; breaks over pages line by line.</summary>
    public void Paragraph(string text, TextStyle style)
    {
        ArgumentNullException.ThrowIfNull(style);
        foreach (var line in TextWrapper.Wrap(text, style, Width))
        {
            Require(style.LineHeight);
            Page.Text(Left, Y + style.Ascent, line, style);
            Y += style.LineHeight;
        }
    }
}
