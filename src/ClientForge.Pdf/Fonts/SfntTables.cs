using System.Buffers.Binary;
using System.Text;

namespace ClientForge.Pdf.Fonts;

/// <summary>The table directory of a TrueType file. Every offset in the file is checked before it is followed.</summary>
internal sealed class SfntTables
{
    private const uint TrueTypeVersion = 0x00010000;
    private readonly byte[] _data;
    private readonly Dictionary<string, Range> _tables = [];

    public SfntTables(byte[] data)
    {
        _data = data;
        if (data.Length < 12 || BinaryPrimitives.ReadUInt32BigEndian(data) != TrueTypeVersion)
            throw new InvalidDataException("Not a TrueType font: collections and CFF outlines cannot be embedded.");

        var count = BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(4));
        for (var i = 0; i < count; i++)
        {
            var record = Slice(12 + (16 * i), 16);
            var tag = Encoding.ASCII.GetString(record[..4]);
            var offset = BinaryPrimitives.ReadUInt32BigEndian(record[8..]);
            var length = BinaryPrimitives.ReadUInt32BigEndian(record[12..]);
            if (offset + (ulong)length > (ulong)data.Length)
                throw new InvalidDataException($"The font's table '{tag}' reaches beyond the file.");
            _tables[tag] = new Range((int)offset, (int)(offset + length));
        }
    }

    public ReadOnlySpan<byte> Required(string tag) => _tables.TryGetValue(tag, out var range)
        ? _data.AsSpan(range)
        : throw new InvalidDataException($"The font has no table '{tag}'.");

    public ReadOnlySpan<byte> Optional(string tag) => _tables.TryGetValue(tag, out var range) ? _data.AsSpan(range) : [];

    private ReadOnlySpan<byte> Slice(int start, int length) => start + length <= _data.Length
        ? _data.AsSpan(start, length)
        : throw new InvalidDataException("The font's table directory is cut short.");
}
