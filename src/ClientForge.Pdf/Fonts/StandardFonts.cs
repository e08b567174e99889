namespace ClientForge.Pdf.Fonts;

/// <summary>
/// DejaVu Sans, carried inside the assembly so that documents look the same on every machine: Latin, Greek, Cyrillic,
/// Hebrew, Arabic, Armenian, Georgian and every currency sign. Its licence is <c>Resources/LICENSE-DejaVu.txt</c>.
/// </summary>
public static class StandardFonts
{
    private static readonly Lazy<TrueTypeFont> LazySans = new(() => Load("DejaVuSans.ttf"));
    private static readonly Lazy<TrueTypeFont> LazySansBold = new(() => Load("DejaVuSans-Bold.ttf"));

    public static TrueTypeFont Sans => LazySans.Value;

    public static TrueTypeFont SansBold => LazySansBold.Value;

    private static TrueTypeFont Load(string name)
    {
        using var resource = typeof(StandardFonts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks its font {name}.");
        var data = new byte[resource.Length];
        resource.ReadExactly(data);
        return TrueTypeFont.Parse(data);
    }
}
