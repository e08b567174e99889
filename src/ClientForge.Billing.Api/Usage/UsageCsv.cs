using System.Globalization;
using System.Text;
using ClientForge.Billing.Services.Usage;

namespace ClientForge.Billing.Api.Usage;

/// <summary>Usage as RFC 4180 text.</summary>
internal static class UsageCsv
{
    public static byte[] Write(UsageSummary summary)
    {
        var text = new StringBuilder("start,metric,unit,value\r\n");
        foreach (var point in summary.Series)
        {
            text.Append(point.Start.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))
                .Append(',').Append(summary.Metric)
                .Append(',').Append(Quoted(summary.Unit))
                .Append(',').Append(point.Value.ToString("0.######", CultureInfo.InvariantCulture))
                .Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // A spreadsheet takes a cell that begins with one of these for a formula.
    private static string Quoted(string value)
    {
        var cell = value.Length > 0 && "=+-@\t\r".Contains(value[0], StringComparison.Ordinal) ? $"'{value}" : value;
        return cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
