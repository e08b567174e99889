namespace ClientForge.Pdf;

/// <summary>The size of a page in points, 72 to the inch.</summary>
public readonly record struct PageSize(double Width, double Height)
{
    public static PageSize A4 => new(595.28, 841.89);

    public static PageSize Letter => new(612, 792);
}
