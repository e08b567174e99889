using System.Buffers.Binary;
using System.Text;

namespace ClientForge.Pdf.Fonts;

/// <summary>
/// A parsed TrueType font with quadratic outlines. Immutable, so one instance serves every document and thread.
/// Measures are in thousandths of the font size unless a member says otherwise.
/// </summary>
public sealed class TrueTypeFont
{
    private readonly CharacterMap _characters;
    private readonly ushort[] _advances;
    private readonly uint[] _outlineOffsets;

    private TrueTypeFont(byte[] data)
    {
        Tables = new SfntTables(data);
        var head = Tables.Required("head");
        UnitsPerEm = BinaryPrimitives.ReadUInt16BigEndian(head[18..]);
        if (UnitsPerEm == 0)
            throw new InvalidDataException("The font has no units per em.");

        GlyphCount = BinaryPrimitives.ReadUInt16BigEndian(Tables.Required("maxp")[4..]);
        BoundingBox = [.. Enumerable.Range(0, 4).Select(i => Scale(ReadInt16("head", 36 + (2 * i))))];
        Ascent = Scale(ReadInt16("hhea", 4));
        Descent = Scale(ReadInt16("hhea", 6));
        CapHeight = Tables.Optional("OS/2").Length >= 90 ? Scale(ReadInt16("OS/2", 88)) : Ascent;
        PostScriptName = ReadPostScriptName() ?? "Font";
        _advances = ReadAdvances();
        _outlineOffsets = ReadOutlineOffsets(longFormat: BinaryPrimitives.ReadInt16BigEndian(head[50..]) != 0);
        _characters = new CharacterMap(Tables.Required("cmap"), GlyphCount);
    }

    public string PostScriptName { get; }

    /// <summary>How far the tallest glyphs reach above the baseline.</summary>
    public int Ascent { get; }

    /// <summary>How far the lowest glyphs reach below the baseline; negative.</summary>
    public int Descent { get; }

    public int CapHeight { get; }

    internal SfntTables Tables { get; }

    internal int UnitsPerEm { get; }

    internal int GlyphCount { get; }

    internal IReadOnlyList<int> BoundingBox { get; }

    /// <summary>Parses a font file held in memory.</summary>
    /// <exception cref="InvalidDataException">Damaged, or not TrueType outlines.</exception>
    public static TrueTypeFont Parse(byte[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        try
        {
            return new TrueTypeFont(data);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("The font is damaged: a table ends before its contents do.", e);
        }
    }

    /// <summary>Whether the font draws this code point itself.</summary>
    public bool Has(Rune character) => _characters[character.Value] != 0;

    /// <summary>The advance of a character; that of the missing glyph when the font has none.</summary>
    public double AdvanceOf(Rune character) => AdvanceOf(GlyphOf(character));

    internal ushort GlyphOf(Rune character) => _characters[character.Value];

    internal double AdvanceOf(ushort glyph) => RawAdvanceOf(glyph) * 1000.0 / UnitsPerEm;

    /// <summary>In font units.</summary>
    internal ushort RawAdvanceOf(ushort glyph) => _advances[Math.Min(glyph, _advances.Length - 1)];

    /// <summary>In font units.</summary>
    internal short LeftBearingOf(ushort glyph)
    {
        var offset = glyph < _advances.Length ? (4 * glyph) + 2 : (4 * _advances.Length) + (2 * (glyph - _advances.Length));
        var hmtx = Tables.Required("hmtx");
        return offset + 2 <= hmtx.Length ? BinaryPrimitives.ReadInt16BigEndian(hmtx[offset..]) : (short)0;
    }

    /// <summary>The glyph's record in the table <c>glyf</c>; empty for one without ink.</summary>
    internal ReadOnlySpan<byte> OutlineOf(ushort glyph)
    {
        var start = _outlineOffsets[glyph];
        var end = _outlineOffsets[glyph + 1];
        var glyf = Tables.Required("glyf");
        return end > start && end <= (uint)glyf.Length ? glyf[(int)start..(int)end] : [];
    }

    private short ReadInt16(string table, int offset) => BinaryPrimitives.ReadInt16BigEndian(Tables.Required(table)[offset..]);

    private int Scale(int fontUnits) => (int)Math.Round(fontUnits * 1000.0 / UnitsPerEm);

    private ushort[] ReadAdvances()
    {
        var count = BinaryPrimitives.ReadUInt16BigEndian(Tables.Required("hhea")[34..]);
        if (count == 0)
            throw new InvalidDataException("The font has no advance widths.");
        var hmtx = Tables.Required("hmtx");
        var advances = new ushort[count];
        for (var i = 0; i < count; i++)
            advances[i] = BinaryPrimitives.ReadUInt16BigEndian(hmtx[(4 * i)..]);
        return advances;
    }

    private uint[] ReadOutlineOffsets(bool longFormat)
    {
        var loca = Tables.Required("loca");
        var offsets = new uint[GlyphCount + 1];
        for (var i = 0; i < offsets.Length; i++)
        {
            offsets[i] = longFormat
                ? BinaryPrimitives.ReadUInt32BigEndian(loca[(4 * i)..])
                : 2u * BinaryPrimitives.ReadUInt16BigEndian(loca[(2 * i)..]);
        }

        return offsets;
    }

    /// <summary>The Windows name of id 6, which the format limits to printable ASCII; anything else in it is left out.</summary>
    private string? ReadPostScriptName()
    {
        var name = Tables.Optional("name");
        if (name.Length < 6)
            return null;
        var count = BinaryPrimitives.ReadUInt16BigEndian(name[2..]);
        var strings = name[BinaryPrimitives.ReadUInt16BigEndian(name[4..])..];
        for (var i = 0; i < count; i++)
        {
            var record = name.Slice(6 + (12 * i), 12);
            if (BinaryPrimitives.ReadUInt16BigEndian(record) != 3 || BinaryPrimitives.ReadUInt16BigEndian(record[6..]) != 6)
                continue;
            var length = BinaryPrimitives.ReadUInt16BigEndian(record[8..]);
            var offset = BinaryPrimitives.ReadUInt16BigEndian(record[10..]);
            var text = Encoding.BigEndianUnicode.GetString(strings.Slice(offset, length));
            var safe = string.Concat(text.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-'));
            return safe.Length > 0 ? safe : null;
        }

        return null;
    }
}
