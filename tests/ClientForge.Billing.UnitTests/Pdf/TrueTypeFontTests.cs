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
            sum = unchecked(sum + System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(i)));
        Assert.Equal(0xB1B0AFBA, sum);
        Assert.Equal(0, file.Length % 4);
    }

    [Fact]
    public void CodeOf_SameCharacterTwice_IsOneCode()
    {
        var subset = new GlyphSubset(StandardFonts.Sans);

        Assert.Equal([1, 2, 1], [(int)subset.CodeOf(new Rune('a')), subset.CodeOf(new Rune('b')), subset.CodeOf(new Rune('a'))]);
        Assert.Equal(2, subset.Characters.Count);
    }

    private static byte[] Font()
    {
        using var resource = typeof(StandardFonts).Assembly.GetManifestResourceStream("DejaVuSans.ttf")!;
        var data = new byte[resource.Length];
        resource.ReadExactly(data);
        return data;
    }
}
