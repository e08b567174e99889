using System.Buffers.Binary;

namespace ClientForge.Pdf.Fonts;

/// <summary>From Unicode code points to glyph numbers: the formats 4 and 12 of the table <c>cmap</c>.</summary>
internal sealed class CharacterMap
{
    private readonly ushort[] _basic = new ushort[0x10000];
    private readonly Dictionary<int, ushort> _supplementary = [];

    public CharacterMap(ReadOnlySpan<byte> table, int glyphCount)
    {
        var subtable = Choose(table);
        switch (BinaryPrimitives.ReadUInt16BigEndian(subtable))
        {
            case 4:
                ReadFormat4(subtable, glyphCount);
                break;
            case 12:
                ReadFormat12(subtable, glyphCount);
                break;
            default:
                throw new InvalidDataException("The font has no Unicode character map of format 4 or 12.");
        }
    }

    /// <summary>The glyph of a code point; 0 when the font has none.</summary>
    public ushort this[int codePoint] =>
        codePoint < _basic.Length ? _basic[codePoint] : _supplementary.GetValueOrDefault(codePoint);

    /// <summary>The full Unicode map when there is one, otherwise that of the basic plane.</summary>
    private static ReadOnlySpan<byte> Choose(ReadOnlySpan<byte> table)
    {
        var bestRank = 0;
        var best = 0;
        var count = BinaryPrimitives.ReadUInt16BigEndian(table[2..]);
        for (var i = 0; i < count; i++)
        {
            var record = table.Slice(4 + (8 * i), 8);
            var platform = BinaryPrimitives.ReadUInt16BigEndian(record);
            var encoding = BinaryPrimitives.ReadUInt16BigEndian(record[2..]);
            var rank = (platform, encoding) switch
            {
                (3, 10) => 4,
                (0, 4 or 6) => 3,
                (3, 1) => 2,
                (0, <= 3) => 1,
                _ => 0,
            };
            if (rank <= bestRank)
                continue;
            bestRank = rank;
            best = (int)BinaryPrimitives.ReadUInt32BigEndian(record[4..]);
        }

        return bestRank > 0 ? table[best..] : throw new InvalidDataException("The font has no Unicode character map.");
    }

    private void ReadFormat4(ReadOnlySpan<byte> map, int glyphCount)
    {
        var doubledSegments = BinaryPrimitives.ReadUInt16BigEndian(map[6..]);
        var ends = map[14..];
        var starts = map[(16 + doubledSegments)..];
        var deltas = map[(16 + (2 * doubledSegments))..];
        var offsets = map[(16 + (3 * doubledSegments))..];
        for (var i = 0; i < doubledSegments; i += 2)
        {
            var start = BinaryPrimitives.ReadUInt16BigEndian(starts[i..]);
            var end = BinaryPrimitives.ReadUInt16BigEndian(ends[i..]);
            var delta = BinaryPrimitives.ReadUInt16BigEndian(deltas[i..]);
            var offset = BinaryPrimitives.ReadUInt16BigEndian(offsets[i..]);
            for (var code = (int)start; code <= end && code != 0xFFFF; code++)
            {
                var glyph = code;
                if (offset != 0)
                {
                    glyph = BinaryPrimitives.ReadUInt16BigEndian(offsets[(i + offset + (2 * (code - start)))..]);
                    if (glyph == 0)
                        continue;
                }

                Add(code, (glyph + delta) & 0xFFFF, glyphCount);
            }
        }
    }

    private void ReadFormat12(ReadOnlySpan<byte> map, int glyphCount)
    {
        var groups = BinaryPrimitives.ReadUInt32BigEndian(map[12..]);
        for (var i = 0; i < groups; i++)
        {
            var group = map.Slice(16 + (12 * i), 12);
            var start = BinaryPrimitives.ReadUInt32BigEndian(group);
            var end = BinaryPrimitives.ReadUInt32BigEndian(group[4..]);
            var glyph = BinaryPrimitives.ReadUInt32BigEndian(group[8..]);
            if (start > end || end > 0x10FFFF)
                throw new InvalidDataException("The font's character map names code points that do not exist.");
            for (var code = start; code <= end; code++)
                Add((int)code, (int)(glyph + code - start), glyphCount);
        }
    }

    private void Add(int code, int glyph, int glyphCount)
    {
        if (glyph >= glyphCount)
            return;
        if (code < _basic.Length)
            _basic[code] = (ushort)glyph;
        else
            _supplementary[code] = (ushort)glyph;
    }
}
