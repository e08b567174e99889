using System.Buffers.Binary;
using System.Text;
using ClientForge.Pdf.Fonts;

namespace ClientForge.Billing.UnitTests.Pdf;

public sealed class TrueTypeFontTests
{
    [Fact]
    public void StandardFonts_Sans_HasTheMeasuresOfDejaVu()
    {
        Assert.Equal("DejaVuSans", StandardFonts.Sans.PostScriptName);
        Assert.Equal("DejaVuSans-Bold", StandardFonts.SansBold.PostScriptName);
        // 1401 and 651 of 2048 units.
        Assert.Equal(684.1, StandardFonts.Sans.AdvanceOf(new Rune('A')), 0.05);
        Assert.Equal(317.9, StandardFonts.Sans.AdvanceOf(new Rune(' ')), 0.05);
        Assert.Equal(928, StandardFonts.Sans.Ascent);
        Assert.Equal(-236, StandardFonts.Sans.Descent);
    }

    [Theory]
    [InlineData('A', true)]
    [InlineData(0x20AC, true)]
    [InlineData(0x1F600, true)]
    [InlineData(0x5C71, false)]
    [InlineData(0x10FFFD, false)]
    public void Has_CodePoint_LooksAtAllPlanes(int codePoint, bool expected) =>
        Assert.Equal(expected, StandardFonts.Sans.Has(new Rune(codePoint)));

    [Fact]
    public void Parse_CollectionOrCff_IsRefusedInWords()
    {
        Assert.Throws<InvalidDataException>(() => TrueTypeFont.Parse("ttcf\0\0\0\0\0\0\0\0"u8.ToArray()));
        Assert.Throws<InvalidDataException>(() => TrueTypeFont.Parse("OTTO\0\0\0\0\0\0\0\0"u8.ToArray()));
        Assert.Throws<InvalidDataException>(() => TrueTypeFont.Parse([]));
    }

    [Fact]
    public void Parse_FileCutAnywhere_IsRefusedInWords()
    {
        var whole = Font();
        foreach (var length in (int[])[1, 11, 12, 100, 300, 1000, whole.Length / 2, whole.Length - 1])
            Assert.Throws<InvalidDataException>(() => TrueTypeFont.Parse(whole[..length]));
    }

    [Fact]
    public void ToFontFile_Checksums_AddUpToTheFormatsMagicNumber()
    {
        var subset = new GlyphSubset(StandardFonts.Sans);
        foreach (var rune in "Çédille ½".EnumerateRunes())
            subset.CodeOf(rune);
        var file = subset.ToFontFile();

        var sum = 0u;
        for (var i = 0; i < file.Length; i += 4)
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(i)));
        Assert.Equal(0xB1B0AFBA, sum);
        Assert.Equal(0, file.Length % 4);
    }

    [Fact]
    public void ToFontFile_CompositeGlyph_PointsAtItsOwnComponentsUnderTheirNewNumbers()
    {
        var font = StandardFonts.Sans;
        var subset = new GlyphSubset(font);
        var code = subset.CodeOf(new Rune('é'));
        subset.CodeOf(new Rune('è'));
        var tables = new SfntTables(subset.ToFontFile());

        var before = ComponentsOf(font.OutlineOf(font.GlyphOf(new Rune('é'))));
        var after = ComponentsOf(OutlineOf(tables, code));

        Assert.Equal(2, before.Count);
        Assert.NotEqual(before, after);
        foreach (var (old, renumbered) in before.Zip(after))
            Assert.Equal(font.OutlineOf(old).ToArray(), OutlineOf(tables, renumbered).AsSpan(0, font.OutlineOf(old).Length).ToArray());
    }

    [Fact]
    public void CodeOf_SameCharacterTwice_IsOneCode()
    {
        var subset = new GlyphSubset(StandardFonts.Sans);

        Assert.Equal([1, 2, 1], [(int)subset.CodeOf(new Rune('a')), subset.CodeOf(new Rune('b')), subset.CodeOf(new Rune('a'))]);
        Assert.Equal(2, subset.Characters.Count);
    }

    private static byte[] OutlineOf(SfntTables tables, int glyph)
    {
        var loca = tables.Required("loca");
        var start = BinaryPrimitives.ReadInt32BigEndian(loca[(4 * glyph)..]);
        var end = BinaryPrimitives.ReadInt32BigEndian(loca[(4 * (glyph + 1))..]);
        return tables.Required("glyf")[start..end].ToArray();
    }

    /// <summary>Of the two components of a letter with an accent, which take words or bytes as arguments and no scale.</summary>
    private static List<ushort> ComponentsOf(ReadOnlySpan<byte> outline)
    {
        var components = new List<ushort>();
        var position = 10;
        while (true)
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(outline[position..]);
            components.Add(BinaryPrimitives.ReadUInt16BigEndian(outline[(position + 2)..]));
            if ((flags & 0x20) == 0)
                return components;
            position += (flags & 1) != 0 ? 8 : 6;
        }
    }

    private static byte[] Font()
    {
        using var resource = typeof(StandardFonts).Assembly.GetManifestResourceStream("DejaVuSans.ttf")!;
        var data = new byte[resource.Length];
        resource.ReadExactly(data);
        return data;
    }
}
