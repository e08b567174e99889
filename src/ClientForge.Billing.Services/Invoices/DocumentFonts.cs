using ClientForge.Pdf.Fonts;

namespace ClientForge.Billing.Services.Invoices;

/// <summary>The fonts of a document, parsed once a process.</summary>
public sealed class DocumentFonts
{
    /// <param name="fallbackFile">A TrueType font asked for what DejaVu lacks; ignored when there is no such file.</param>
    /// <exception cref="InvalidDataException">The file exists and is no usable font.</exception>
    public DocumentFonts(string? fallbackFile)
    {
        TrueTypeFont[] fallbacks = File.Exists(fallbackFile) ? [TrueTypeFont.Parse(File.ReadAllBytes(fallbackFile))] : [];
        Regular = new FontChain(StandardFonts.Sans, fallbacks);
        Bold = new FontChain(StandardFonts.SansBold, [StandardFonts.Sans, .. fallbacks]);
    }

    public FontChain Regular { get; }

    public FontChain Bold { get; }
}
