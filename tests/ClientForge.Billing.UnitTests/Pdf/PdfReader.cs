using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace ClientForge.Billing.UnitTests.Pdf;

/// <summary>
/// Reads back what the writer wrote, through the cross-reference table as a viewer would: objects, streams, and the text
/// of each page decoded by the fonts' ToUnicode maps. One shown string is one line of the text.
/// </summary>
internal sealed partial class PdfReader
{
    private readonly string _file;
    private readonly Dictionary<int, int> _offsets = [];

    public PdfReader(byte[] file)
    {
        _file = Encoding.Latin1.GetString(file);
        var start = int.Parse(StartXref().Match(_file).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.StartsWith("xref\n0 ", _file[start..], StringComparison.Ordinal);
        var entries = _file[start..].Split('\n')[2..];
        for (var number = 0; entries[number].EndsWith("n ", StringComparison.Ordinal) || number == 0; number++)
            _offsets[number] = int.Parse(entries[number][..10], CultureInfo.InvariantCulture);
        _offsets.Remove(0);
        Trailer = _file[_file.IndexOf("trailer", start, StringComparison.Ordinal)..];
    }

    public string Trailer { get; }

    public IEnumerable<int> Numbers => _offsets.Keys;

    public string Catalog => Object(Reference(Trailer, "Root"));

    public IReadOnlyList<string> Pages => field ??=
        [.. ReferenceList(Object(Reference(Catalog, "Pages")), "Kids").Select(Object)];

    /// <summary>Each page's shown strings in drawing order.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Text => field ??= ReadText();

    public string AllText => string.Join('\n', Text.SelectMany(lines => lines));

    public string Object(int number)
    {
        var start = _offsets[number];
        var body = _file[start.._file.IndexOf("\nendobj\n", start, StringComparison.Ordinal)];
        var head = string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n");
        Assert.StartsWith(head, body, StringComparison.Ordinal);
        return body[head.Length..] + "\n";
    }

    public byte[] Stream(int number)
    {
        var text = Object(number);
        var start = text.IndexOf("stream\n", StringComparison.Ordinal) + 7;
        var length = int.Parse(LengthEntry().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.StartsWith("\nendstream", text[(start + length)..], StringComparison.Ordinal);
        var data = Encoding.Latin1.GetBytes(text.Substring(start, length));
        if (!text[..start].Contains("/FlateDecode", StringComparison.Ordinal))
            return data;
        using var zlib = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        zlib.CopyTo(plain);
        return plain.ToArray();
    }

    public static int Reference(string dictionary, string key) =>
        int.Parse(Regex.Match(dictionary, $@"/{key} \[?(\d+) 0 R").Groups[1].Value, CultureInfo.InvariantCulture);

    public static IReadOnlyList<int> ReferenceList(string dictionary, string key)
    {
        var list = Regex.Match(dictionary, $@"/{key} \[([^\]]*)\]").Groups[1].Value;
        return [.. ReferenceEntry().Matches(list).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];
    }

    public Dictionary<string, int> Fonts()
    {
        var resources = Object(Reference(Pages[0], "Resources"));
        return Regex.Matches(resources, @"/(F\d+) (\d+) 0 R").ToDictionary(
            match => match.Groups[1].Value,
            match => int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
    }

    private List<IReadOnlyList<string>> ReadText()
    {
        var maps = Fonts().ToDictionary(font => font.Key, font => ToUnicode(Reference(Object(font.Value), "ToUnicode")));
        return [.. Pages.Select(page => TextOf(page, maps))];
    }

    private List<string> TextOf(string page, Dictionary<string, Dictionary<string, string>> maps)
    {
        var content = Encoding.Latin1.GetString(Stream(Reference(page, "Contents")));
        return [.. ShownText().Matches(content).Select(shown => string.Concat(
            FontRun().Matches(shown.Value).Select(run => Decode(maps[run.Groups[1].Value], run.Groups[2].Value))))];
    }

    private static string Decode(Dictionary<string, string> map, string codes) =>
        string.Concat(codes.Chunk(4).Select(code => map[new string(code)]));

    private Dictionary<string, string> ToUnicode(int number) =>
        Regex.Matches(Encoding.ASCII.GetString(Stream(number)), "^<([0-9A-F]{4})> <([0-9A-F]+)>$", RegexOptions.Multiline)
            .Where(match => match.Groups[2].Value != "FFFF")
            .ToDictionary(
                match => match.Groups[1].Value,
                match => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(match.Groups[2].Value)));

    [GeneratedRegex(@"startxref\n(\d+)\n%%EOF\n$")]
    private static partial Regex StartXref();

    [GeneratedRegex(@"/Length (\d+)")]
    private static partial Regex LengthEntry();

    [GeneratedRegex(@"(\d+) 0 R")]
    private static partial Regex ReferenceEntry();

    [GeneratedRegex("BT [^T]*Tm.*? ET")]
    private static partial Regex ShownText();

    [GeneratedRegex("/(F[0-9]+) [0-9.]+ Tf <([0-9A-F]*)> Tj")]
    private static partial Regex FontRun();
}
