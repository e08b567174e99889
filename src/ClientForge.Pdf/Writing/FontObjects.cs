using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClientForge.Pdf.Fonts;

namespace ClientForge.Pdf.Writing;

/// <summary>The five objects of an embedded composite font: Type0, CIDFontType2, descriptor, font file, ToUnicode.</summary>
internal static class FontObjects
{
    private const int MappingsPerBlock = 100;

    public static int Add(PdfFile file, int number, GlyphSubset subset)
    {
        var font = subset.Font;
        var program = subset.ToFontFile();
        var name = Tag(program) + "+" + font.PostScriptName;
        var fontFile = file.AddStream(program, Invariant($"/Length1 {program.Length}"));
        var descriptor = file.Add(Invariant(
            $"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{string.Join(' ', font.BoundingBox)}] /ItalicAngle 0 ")
            + Invariant($"/Ascent {font.Ascent} /Descent {font.Descent} /CapHeight {font.CapHeight} /StemV 80 /FontFile2 {fontFile} 0 R >>"));
        var widths = string.Join(' ', subset.Characters.Select(c => PdfSyntax.Number(Math.Round(font.AdvanceOf(c)))));
        var descendant = file.Add(
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            + Invariant($"/CIDToGIDMap /Identity /FontDescriptor {descriptor} 0 R /DW 1000 /W [1 [{widths}]] >>"));
        var toUnicode = file.AddStream(Encoding.ASCII.GetBytes(ToUnicode(subset.Characters)));
        return file.Add(number, $"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
            + Invariant($"/DescendantFonts [{descendant} 0 R] /ToUnicode {toUnicode} 0 R >>"));
    }

    /// <summary>Six letters that tell this subset from any other of the same font.</summary>
    private static string Tag(byte[] program) =>
        string.Concat(SHA256.HashData(program).Take(6).Select(b => (char)('A' + (b % 26))));

    private static string ToUnicode(IReadOnlyList<Rune> characters)
    {
        var map = new StringBuilder();
        map.Append("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n");
        map.Append("/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n");
        map.Append("/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n");
        map.Append("1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        var code = 0;
        foreach (var block in characters.Chunk(MappingsPerBlock))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var character in block)
            {
                var utf16 = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(character.ToString()));
                map.Append(CultureInfo.InvariantCulture, $"<{++code:X4}> <{utf16}>\n");
            }

            map.Append("endbfchar\n");
        }

        map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        return map.ToString();
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
