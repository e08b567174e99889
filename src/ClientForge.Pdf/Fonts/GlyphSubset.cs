using System.Buffers.Binary;
using System.Text;

namespace ClientForge.Pdf.Fonts;

/// <summary>
/// The part of a font that one document uses. Glyphs are numbered in the order of first use, one number a character, so
/// that each code in a page's text means exactly one code point.
/// </summary>
internal sealed class GlyphSubset(TrueTypeFont font)
{
    private const int WordArguments = 0x0001;
    private const int HasScale = 0x0008;
    private const int MoreComponents = 0x0020;
    private const int HasTwoScales = 0x0040;
    private const int HasMatrix = 0x0080;

    // Slot 0 is the missing glyph, which every font must have and no text of ours refers to.
    private readonly List<ushort> _glyphs = [0];
    private readonly List<Rune> _characters = [];
    private readonly Dictionary<Rune, ushort> _codes = [];
    private readonly Dictionary<ushort, ushort> _components = [];

    private static ReadOnlySpan<byte> Padding => [0, 0, 0];

    public TrueTypeFont Font => font;

    /// <summary>The characters in code order: the first has code 1.</summary>
    public IReadOnlyList<Rune> Characters => _characters;

    /// <summary>The code of a character in page content, taken into the subset on first use.</summary>
    public ushort CodeOf(Rune character)
    {
        if (_codes.TryGetValue(character, out var code))
            return code;
        code = (ushort)_glyphs.Count;
        _glyphs.Add(font.GlyphOf(character));
        _characters.Add(character);
        return _codes[character] = code;
    }

    /// <summary>A complete TrueType file with the glyphs used and the components they are made of.</summary>
    public byte[] ToFontFile()
    {
        var outlines = new List<byte[]>();
        // Rewriting a composite may append its components to the list that is being walked.
        for (var i = 0; i < _glyphs.Count; i++)
            outlines.Add(Renumber(font.OutlineOf(_glyphs[i])));

        var loca = new byte[4 * (outlines.Count + 1)];
        var glyf = new MemoryStream();
        for (var i = 0; i < outlines.Count; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan(4 * i), (uint)glyf.Length);
            glyf.Write(outlines[i]);
            glyf.Write(Padding[..((4 - (outlines[i].Length % 4)) % 4)]);
        }

        BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan(4 * outlines.Count), (uint)glyf.Length);
        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["glyf"] = glyf.ToArray(),
            ["head"] = Head(),
            ["hhea"] = WithUInt16(font.Tables.Required("hhea"), 34, (ushort)_glyphs.Count),
            ["hmtx"] = Metrics(),
            ["loca"] = loca,
            ["maxp"] = WithUInt16(font.Tables.Required("maxp"), 4, (ushort)_glyphs.Count),
        };
        // The glyphs' hints call into these programs.
        foreach (var tag in (string[])["cvt ", "fpgm", "prep"])
        {
            if (font.Tables.Optional(tag) is { Length: > 0 } program)
                tables[tag] = program.ToArray();
        }

        return Assemble(tables);
    }

    private byte[] Renumber(ReadOnlySpan<byte> outline)
    {
        var copy = outline.ToArray();
        if (copy.Length < 10 || BinaryPrimitives.ReadInt16BigEndian(copy) >= 0)
            return copy;

        var position = 10;
        int flags;
        do
        {
            var component = copy.AsSpan(position);
            flags = BinaryPrimitives.ReadUInt16BigEndian(component);
            var glyph = BinaryPrimitives.ReadUInt16BigEndian(component[2..]);
            BinaryPrimitives.WriteUInt16BigEndian(component[2..], SlotOf(glyph));
            position += 4 + ((flags & WordArguments) != 0 ? 4 : 2);
            position += (flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0;
        }
        while ((flags & MoreComponents) != 0);
        return copy;
    }

    private ushort SlotOf(ushort component)
    {
        if (_components.TryGetValue(component, out var slot))
            return slot;
        slot = (ushort)_glyphs.Count;
        _glyphs.Add(component < font.GlyphCount ? component : (ushort)0);
        return _components[component] = slot;
    }

    private byte[] Head()
    {
        var head = font.Tables.Required("head").ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        return head;
    }

    private byte[] Metrics()
    {
        var metrics = new byte[4 * _glyphs.Count];
        for (var i = 0; i < _glyphs.Count; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(metrics.AsSpan(4 * i), font.RawAdvanceOf(_glyphs[i]));
            BinaryPrimitives.WriteInt16BigEndian(metrics.AsSpan((4 * i) + 2), font.LeftBearingOf(_glyphs[i]));
        }

        return metrics;
    }

    private static byte[] WithUInt16(ReadOnlySpan<byte> table, int offset, ushort value)
    {
        var copy = table.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(offset), value);
        return copy;
    }

    private static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        const uint checksumMagic = 0xB1B0AFBA;
        var log = (int)Math.Log2(tables.Count);
        var size = 12 + (16 * tables.Count) + tables.Values.Sum(table => (table.Length + 3) & ~3);
        var file = new byte[size];
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), (ushort)(16 << log));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), (ushort)log);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)((16 * tables.Count) - (16 << log)));

        var record = 12;
        var offset = 12 + (16 * tables.Count);
        var head = 0;
        foreach (var (tag, table) in tables)
        {
            head = tag == "head" ? offset : head;
            table.CopyTo(file, offset);
            Encoding.ASCII.GetBytes(tag, file.AsSpan(record));
            var padded = (table.Length + 3) & ~3;
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(record + 4), Checksum(file.AsSpan(offset, padded)));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(record + 8), (uint)offset);
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(record + 12), (uint)table.Length);
            record += 16;
            offset += padded;
        }

        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(head + 8), unchecked(checksumMagic - Checksum(file)));
        return file;
    }

    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        var sum = 0u;
        for (var i = 0; i < data.Length; i += 4)
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(data[i..]));
        return sum;
    }
}
