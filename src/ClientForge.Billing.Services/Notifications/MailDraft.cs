using System.Globalization;
using System.Net;
using System.Text;

namespace ClientForge.Billing.Services.Notifications;

/// <summary>
/// A mail before it is written out: the same paragraphs, facts and link become the plain text and the HTML body. Values may
/// hold anything a customer typed; they are made one line here and encoded where HTML is written.
/// </summary>
internal sealed record MailDraft
{
    private const int MaxValueLength = 200;

    public required string Subject { get; init; }

    /// <summary>Whom it greets; nobody in particular when null.</summary>
    public string? Name { get; init; }

    public required IReadOnlyList<string> Paragraphs { get; init; }

    public IReadOnlyList<(string Label, string Value)> Facts { get; init; } = [];

    public (string Label, string Url)? Link { get; init; }

    public MailContent Write(MailSettings settings) => new()
    {
        Subject = OneLine(Subject),
        Text = WriteText(settings),
        Html = WriteHtml(settings),
    };

    public static string Date(DateTimeOffset time) => time.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string DateAndTime(DateTimeOffset time) => time.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string Amount(long minorUnits, string currency) => Money.Of(minorUnits, currency).ToString();

    /// <summary>A link of ours when the given one is missing or is no web address.</summary>
    public static string WebAddress(string? url, MailSettings settings) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "https" or "http" ? parsed.AbsoluteUri : settings.PortalUrl;

    private string Greeting => string.IsNullOrWhiteSpace(Name) ? "Hello," : $"Hello {OneLine(Name)},";

    private string WriteText(MailSettings settings)
    {
        var text = new StringBuilder();
        text.Append(Greeting).Append("\n\n");
        foreach (var paragraph in Paragraphs)
            text.Append(OneLine(paragraph)).Append("\n\n");
        foreach (var (label, value) in Facts)
            text.Append(label).Append(": ").Append(OneLine(value)).Append('\n');
        if (Facts.Count > 0)
            text.Append('\n');
        if (Link is var (name, url))
            text.Append(name).Append(": ").Append(url).Append("\n\n");
        return text.Append(settings.ProductName).Append('\n').ToString();
    }

    private string WriteHtml(MailSettings settings)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>").Append(Encode(Subject)).Append("</title></head>");
        html.Append("<body style=\"font-family:Helvetica,Arial,sans-serif;font-size:15px;color:#222;max-width:560px;margin:24px auto\">");
        html.Append("<p>").Append(Encode(Greeting)).Append("</p>");
        foreach (var paragraph in Paragraphs)
            html.Append("<p>").Append(Encode(paragraph)).Append("</p>");
        if (Facts.Count > 0)
            html.Append("<table style=\"border-collapse:collapse\">").AppendJoin("", Facts.Select(FactRow)).Append("</table>");
        if (Link is var (name, url))
        {
            html.Append("<p><a href=\"").Append(WebUtility.HtmlEncode(url)).Append("\" style=\"display:inline-block;padding:10px 18px;")
                .Append("background:#1f3864;color:#fff;text-decoration:none;border-radius:4px\">").Append(Encode(name)).Append("</a></p>");
        }

        return html.Append("<p style=\"color:#777\">").Append(Encode(settings.ProductName)).Append("</p></body></html>\n").ToString();
    }

    private static string FactRow((string Label, string Value) fact) =>
        $"<tr><td style=\"padding:4px 24px 4px 0;color:#777\">{Encode(fact.Label)}</td><td style=\"padding:4px 0\">{Encode(fact.Value)}</td></tr>";

    private static string Encode(string value) => WebUtility.HtmlEncode(OneLine(value));

    /// <summary>Without line ends, controls and invisible formatting: nothing can forge a header or reverse an amount.</summary>
    private static string OneLine(string value)
    {
        var line = new StringBuilder();
        foreach (var rune in value.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) && rune.Value != 0xA0)
                line.Append(' ');
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format))
                line.Append(rune);
        }

        return line.ToString();
    }

    /// <summary>A value of the customer's, cut where it would swamp the mail.</summary>
    public static string Short(string value)
    {
        var runes = value.EnumerateRunes().Take(MaxValueLength + 1).ToArray();
        return runes.Length <= MaxValueLength ? value : string.Concat(runes.Take(MaxValueLength)) + "…";
    }
}
