using System.Globalization;
using System.Text.Encodings.Web;

namespace ClientForge.Billing.DevHost.Mail;

/// <summary>The catcher's two pages: the list of messages and one message.</summary>
internal static class MailPages
{
    private const string Style = """
        body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:62rem;padding:0 1rem;color:#1d2733}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.45rem .6rem;border-bottom:1px solid #dde3ea}
        th{font-weight:600;color:#5b6875}a{color:#1f5fbf;text-decoration:none}a:hover{text-decoration:underline}
        iframe{width:100%;height:46rem;border:1px solid #dde3ea;border-radius:6px}pre{white-space:pre-wrap;background:#f5f7f9;padding:1rem;border-radius:6px}
        dl{display:grid;grid-template-columns:6rem 1fr;gap:.2rem 1rem}dt{color:#5b6875}dd{margin:0}button{font:inherit;padding:.2rem .8rem}
        """;

    public static string List(IReadOnlyList<CaughtMail> mails)
    {
        var rows = mails.Select(mail => $"""
            <tr><td>{Moment(mail)}</td><td>{Text(mail.To)}</td><td><a href="/messages/{Text(mail.Id)}">{Text(mail.Subject)}</a></td>
            <td>{Text(string.Join(", ", mail.Attachments.Select(attachment => attachment.Name)))}</td></tr>
            """);
        return Document($"Mail ({mails.Count})", $"""
            <p><button onclick="fetch('/api/messages',{"{method:'DELETE'}"}).then(()=>location.reload())">Empty</button></p>
            <table><thead><tr><th>Date (UTC)</th><th>To</th><th>Subject</th><th>Attachments</th></tr></thead>
            <tbody>{string.Concat(rows)}</tbody></table>
            """);
    }

    public static string One(CaughtMail mail)
    {
        var attachments = mail.Attachments.Select((attachment, index) => string.Create(CultureInfo.InvariantCulture, $"""
            <li><a href="/api/messages/{Text(mail.Id)}/attachments/{index}">{Text(attachment.Name)}</a> ({Text(attachment.ContentType)}, {attachment.Size} bytes)</li>
            """));
        var html = mail.Html is null
            ? ""
            : $"""<iframe sandbox="allow-popups" title="The message" src="/messages/{Text(mail.Id)}/html"></iframe>""";
        return Document(mail.Subject, $"""
            <p><a href="/">All mail</a> · <a href="/api/messages/{Text(mail.Id)}">JSON</a> · <a href="/api/messages/{Text(mail.Id)}/source">Source</a></p>
            <dl><dt>From</dt><dd>{Text(mail.From)}</dd><dt>To</dt><dd>{Text(mail.To)}</dd><dt>Date</dt><dd>{Moment(mail)}</dd></dl>
            <ul>{string.Concat(attachments)}</ul>{html}<h2>Text</h2><pre>{Text(mail.Text)}</pre>
            """);
    }

    private static string Document(string title, string body) => $"""
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>{Text(title)}</title><style>{Style}</style></head>
        <body><h1>{Text(title)}</h1>{body}</body></html>
        """;

    private static string Moment(CaughtMail mail) => mail.Date.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Text(string value) => HtmlEncoder.Default.Encode(value);
}
