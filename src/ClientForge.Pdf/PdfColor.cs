namespace ClientForge.Pdf;

/// <summary>A colour in sRGB.</summary>
public readonly record struct PdfColor(byte Red, byte Green, byte Blue)
{
    public static PdfColor Black => new(0, 0, 0);

    public static PdfColor White => new(255, 255, 255);

    public static PdfColor Gray(byte level) => new(level, level, level);
}
