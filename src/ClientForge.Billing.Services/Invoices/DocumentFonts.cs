using ClientForge.Pdf.Fonts;

namespace ClientForge.Billing.Services.Invoices;

/// <summary>The fonts of a document, parsed once a process.</summary>
public sealed class DocumentFonts
{
    /// <param name="fallbackFiles">TrueType fonts that are asked in turn for what DejaVu lacks; what is no file is left out.</param>
    /// <exception cref="InvalidDataException">A file is no usable font.</exception>
    public DocumentFonts(params IEnumerable<string> fallbackFiles)
    {
        TrueTypeFont[] fallbacks = [.. fallbackFiles.Where(File.Exists).Select(file => TrueTypeFont.Parse(File.ReadAllBytes(file)))];
        Regular = new FontChain(StandardFonts.Sans, fallbacks);
        Bold = new FontChain(StandardFonts.SansBold, [StandardFonts.Sans, .. fallbacks]);
    }

    public FontChain Regular { get; }

    public FontChain Bold { get; }
}
