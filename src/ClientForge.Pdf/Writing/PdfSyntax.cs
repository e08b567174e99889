using System.Globalization;
using System.Text;

namespace ClientForge.Pdf.Writing;

/// <summary>Numbers, strings and dates as ISO 32000-1 writes them.</summary>
internal static class PdfSyntax
{
    public static string Number(double value)
    {
        var text = value.ToString("0.###", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    public static string Color(PdfColor color) =>
        $"{Number(color.Red / 255.0)} {Number(color.Green / 255.0)} {Number(color.Blue / 255.0)}";

    /// <summary>A text string: hexadecimal UTF-16 with its byte order mark, so that nothing needs escaping.</summary>
    public static string TextString(string text) => "<FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text)) + ">";

    /// <summary>A string of ASCII bytes, for addresses.</summary>
    public static string AsciiString(string text) => "<" + Convert.ToHexString(Encoding.ASCII.GetBytes(text)) + ">";

    public static string Date(DateTimeOffset time) =>
        "(D:" + time.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) + "Z)";
}
