using System.Globalization;
using System.Text;
using ClientForge.Pdf.Fonts;
using ClientForge.Pdf.Text;
using ClientForge.Pdf.Writing;

namespace ClientForge.Pdf;

/// <summary>
/// A PDF 1.7 document that keeps the rules of PDF/A-2b: embedded subset fonts, a colour profile, XMP metadata. The same
/// calls with the same metadata give the same bytes. Not safe for use by several threads at once.
/// </summary>
public sealed class PdfDocument(PdfMetadata metadata)
{
    private const string Producer = "ClientForge.Pdf";
    private readonly List<PdfPage> _pages = [];
    private readonly List<GlyphSubset> _subsets = [];

    public IReadOnlyList<PdfPage> Pages => _pages;

    public PdfPage AddPage(PageSize size)
    {
        var page = new PdfPage(this, size);
        _pages.Add(page);
        return page;
    }

    /// <summary>The finished file.</summary>
    /// <exception cref="InvalidOperationException">The document has no page.</exception>
    public byte[] ToBytes()
    {
        if (_pages.Count == 0)
            throw new InvalidOperationException("A document needs a page.");

        var file = new PdfFile();
        var tree = file.Reserve();
        var fonts = _subsets.ConvertAll(subset => FontObjects.Add(file, file.Reserve(), subset));
        var fontNames = string.Join(' ', fonts.Select((number, i) => Invariant($"/F{i + 1} {number} 0 R")));
        var resources = file.Add($"<< /Font << {fontNames} >> >>");
        var kids = _pages.ConvertAll(page => AddPage(file, page, tree, resources));
        file.Add(tree, Invariant($"<< /Type /Pages /Count {kids.Count} /Kids [{string.Join(' ', kids.Select(kid => Invariant($"{kid} 0 R")))}] >>"));
        var clean = Cleaned();
        return file.Finish(AddCatalog(file, clean, tree), AddInformation(file, clean));
    }

    /// <summary>The resource name of a font and the code of a character in it.</summary>
    internal (string Name, ushort Code) Encode(TrueTypeFont font, Rune character)
    {
        var index = _subsets.FindIndex(subset => subset.Font == font);
        if (index < 0)
        {
            index = _subsets.Count;
            _subsets.Add(new GlyphSubset(font));
        }

        return (Invariant($"F{index + 1}"), _subsets[index].CodeOf(character));
    }

    private static int AddPage(PdfFile file, PdfPage page, int tree, int resources)
    {
        var content = file.AddStream(page.Content);
        var links = page.Links.Select(link => Invariant($"{file.Add(link)} 0 R")).ToArray();
        var annotations = links.Length > 0 ? $" /Annots [{string.Join(' ', links)}]" : "";
        var box = $"[0 0 {PdfSyntax.Number(page.Size.Width)} {PdfSyntax.Number(page.Size.Height)}]";
        return file.Add(
            Invariant($"<< /Type /Page /Parent {tree} 0 R /MediaBox {box} /Resources {resources} 0 R /Contents {content} 0 R{annotations} >>"));
    }

    private static int AddCatalog(PdfFile file, PdfMetadata clean, int tree)
    {
        var profile = file.AddStream(SrgbProfile.Create(), "/N 3");
        var xmp = file.AddStream(XmpMetadata.Create(clean, Producer), "/Type /Metadata /Subtype /XML", compress: false);
        var intent = file.Add(Invariant(
            $"<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB IEC61966-2.1) /DestOutputProfile {profile} 0 R >>"));
        return file.Add(
            Invariant($"<< /Type /Catalog /Pages {tree} 0 R /Metadata {xmp} 0 R /OutputIntents [{intent} 0 R] ")
            + $"/Lang {PdfSyntax.TextString(clean.Language)} /ViewerPreferences << /DisplayDocTitle true >> >>");
    }

    private static int AddInformation(PdfFile file, PdfMetadata clean)
    {
        var created = PdfSyntax.Date(clean.CreatedAt);
        var subject = clean.Subject.Length > 0 ? $"/Subject {PdfSyntax.TextString(clean.Subject)} " : "";
        return file.Add(
            $"<< /Title {PdfSyntax.TextString(clean.Title)} /Author {PdfSyntax.TextString(clean.Author)} {subject}"
            + $"/Creator {PdfSyntax.TextString(clean.Creator)} /Producer {PdfSyntax.TextString(Producer)} "
            + $"/CreationDate {created} /ModDate {created} >>");
    }

    /// <summary>XML and viewers alike choke on control characters that callers may pass on unknowingly.</summary>
    private PdfMetadata Cleaned() => metadata with
    {
        Title = PrintableText.Clean(metadata.Title),
        Author = PrintableText.Clean(metadata.Author),
        Subject = PrintableText.Clean(metadata.Subject),
        Creator = PrintableText.Clean(metadata.Creator),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
