using System.Globalization;
using ClientForge.Pdf.Text;

namespace ClientForge.Pdf.Layout;

/// <summary>Footers that name the page and, known only once everything is laid out, the number of pages.</summary>
public static class PageNumbers
{
    /// <summary>Writes "Page 1 of 3" at the right of every page's foot and a text at its left.</summary>
    public static void Draw(PdfDocument document, Margins margins, string left, TextStyle style)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(style);
        for (var i = 0; i < document.Pages.Count; i++)
        {
            var page = document.Pages[i];
            var baseline = page.Size.Height - (margins.Bottom / 2);
            var number = string.Create(CultureInfo.InvariantCulture, $"Page {i + 1} of {document.Pages.Count}");
            var room = page.Size.Width - margins.Left - margins.Right - style.Measure(number) - style.Size;
            page.Text(margins.Left, baseline, TextWrapper.Wrap(left, style, room, maxLines: 1)[0], style);
            page.Text(page.Size.Width - margins.Right, baseline, number, style, TextAlign.Right);
        }
    }
}
