using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace ClientForge.Pdf.Writing;

/// <summary>The objects of a file, its cross-reference table and trailer.</summary>
internal sealed class PdfFile
{
    private readonly ArrayBufferWriter<byte> _body = new();
    private readonly List<int> _offsets = [];

    public PdfFile()
    {
        Write("%PDF-1.7\n");
        // Four bytes above 127 tell transfer programs, and PDF/A demands, that the file is binary.
        _body.Write("%"u8);
        _body.Write<byte>([0xE2, 0xE3, 0xCF, 0xD3]);
        _body.Write("\n"u8);
    }

    /// <summary>Reserves a number, so that objects can refer to those written later.</summary>
    public int Reserve()
    {
        _offsets.Add(0);
        return _offsets.Count;
    }

    public int Add(string content) => Add(Reserve(), content);

    public int Add(int number, string content)
    {
        Begin(number);
        Write(content);
        Write("\nendobj\n");
        return number;
    }

    /// <summary>Adds a stream, deflated unless a reader must be able to find it in plain bytes.</summary>
    public int AddStream(ReadOnlySpan<byte> data, string dictionary = "", bool compress = true) =>
        AddStream(Reserve(), data, dictionary, compress);

    public int AddStream(int number, ReadOnlySpan<byte> data, string dictionary = "", bool compress = true)
    {
        var content = compress ? Deflate(data) : data;
        var filter = compress ? "/Filter /FlateDecode " : "";
        Begin(number);
        Write(string.Create(CultureInfo.InvariantCulture, $"<< {dictionary} {filter}/Length {content.Length} >>\nstream\n"));
        _body.Write(content);
        Write("\nendstream\nendobj\n");
        return number;
    }

    /// <summary>
    /// Closes the file. Its identifier is a digest of its contents rather than of the time, so equal input gives equal bytes.
    /// </summary>
    public byte[] Finish(int catalog, int information)
    {
        var id = Convert.ToHexString(SHA256.HashData(_body.WrittenSpan).AsSpan(0, 16));
        var table = _body.WrittenCount;
        var count = _offsets.Count + 1;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {count}\n0000000000 65535 f \n");
        foreach (var offset in _offsets)
            text.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {count} /Root {catalog} 0 R /Info {information} 0 R ");
        text.Append(CultureInfo.InvariantCulture, $"/ID [<{id}> <{id}>] >>\nstartxref\n{table}\n%%EOF\n");
        Write(text.ToString());
        return _body.WrittenSpan.ToArray();
    }

    private static byte[] Deflate(ReadOnlySpan<byte> data)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.Optimal))
            zlib.Write(data);
        return output.ToArray();
    }

    private void Begin(int number)
    {
        _offsets[number - 1] = _body.WrittenCount;
        Write(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n"));
    }

    private void Write(string text) => Encoding.Latin1.GetBytes(text, _body);
}
