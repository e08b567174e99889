using System.Buffers.Binary;
using System.Text;

namespace ClientForge.Pdf.Writing;

/// <summary>
/// An ICC version 4 display profile of sRGB (IEC 61966-2-1), made here: three colorants adapted to D50 by Bradford's
/// matrix and one parametric curve. PDF/A needs it to say what the document's RGB numbers mean.
/// </summary>
internal static class SrgbProfile
{
    private const int HeaderLength = 128;

    private static readonly double[] WhitePoint = [0.9642, 1.0, 0.8249];

    public static byte[] Create()
    {
        var curve = Curve();
        (string Tag, byte[] Data)[] tags =
        [
            ("desc", Localized("sRGB")),
            ("cprt", Localized("No copyright")),
            ("wtpt", Xyz(WhitePoint)),
            ("chad", Fixed("sf32", [1.047882, 0.022919, -0.050201, 0.029587, 0.990479, -0.017059, -0.009232, 0.015076, 0.751678])),
            ("rXYZ", Xyz([0.436066, 0.222488, 0.013916])),
            ("gXYZ", Xyz([0.385147, 0.716873, 0.097076])),
            ("bXYZ", Xyz([0.143066, 0.060608, 0.714096])),
            ("rTRC", curve),
            ("gTRC", curve),
            ("bTRC", curve),
        ];

        var dataStart = HeaderLength + 4 + (12 * tags.Length);
        var profile = new byte[dataStart + tags.Sum(tag => tag.Data.Length)];
        WriteHeader(profile);
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(HeaderLength), tags.Length);
        var offset = dataStart;
        for (var i = 0; i < tags.Length; i++)
        {
            var entry = profile.AsSpan(HeaderLength + 4 + (12 * i));
            Encoding.ASCII.GetBytes(tags[i].Tag, entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], offset);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], tags[i].Data.Length);
            tags[i].Data.CopyTo(profile, offset);
            offset += tags[i].Data.Length;
        }

        return profile;
    }

    private static void WriteHeader(byte[] profile)
    {
        var header = profile.AsSpan(0, HeaderLength);
        BinaryPrimitives.WriteInt32BigEndian(header, profile.Length);
        BinaryPrimitives.WriteUInt32BigEndian(header[8..], 0x04200000);
        Encoding.ASCII.GetBytes("mntrRGB XYZ ", header[12..]);
        // The date the standard was published: a profile needs one, and it must not change from run to run.
        ReadOnlySpan<ushort> date = [1999, 10, 18, 0, 0, 0];
        for (var i = 0; i < date.Length; i++)
            BinaryPrimitives.WriteUInt16BigEndian(header[(24 + (2 * i))..], date[i]);
        Encoding.ASCII.GetBytes("acsp", header[36..]);
        for (var i = 0; i < 3; i++)
            WriteFixed(header[(68 + (4 * i))..], WhitePoint[i]);
    }

    private static byte[] Xyz(double[] values) => Fixed("XYZ ", values);

    /// <summary>Y = ((X + 0.055) / 1.055)^2.4 from 0.04045 on and X / 12.92 below.</summary>
    private static byte[] Curve()
    {
        var curve = Fixed("para", [0, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]);
        // Function type 3 and two reserved bytes stand where a first number would.
        BinaryPrimitives.WriteInt32BigEndian(curve.AsSpan(8), 3 << 16);
        return curve;
    }

    private static byte[] Localized(string text)
    {
        const int textOffset = 28;
        var utf16 = Encoding.BigEndianUnicode.GetBytes(text);
        var data = new byte[(textOffset + utf16.Length + 3) & ~3];
        Encoding.ASCII.GetBytes("mluc", data);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8), 1);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(12), 12);
        Encoding.ASCII.GetBytes("enUS", data.AsSpan(16));
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(20), utf16.Length);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(24), textOffset);
        utf16.CopyTo(data, textOffset);
        return data;
    }

    private static byte[] Fixed(string type, double[] values)
    {
        var data = new byte[8 + (4 * values.Length)];
        Encoding.ASCII.GetBytes(type, data);
        for (var i = 0; i < values.Length; i++)
            WriteFixed(data.AsSpan(8 + (4 * i)), values[i]);
        return data;
    }

    private static void WriteFixed(Span<byte> target, double value) =>
        BinaryPrimitives.WriteInt32BigEndian(target, (int)Math.Round(value * 65536));
}
