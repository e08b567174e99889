using MimeKit;

namespace ClientForge.Billing.DevHost.Mail;

/// <summary>One message as <c>GET /api/messages</c> shows it.</summary>
public sealed record CaughtMail
{
    public required string Id { get; init; }

    /// <summary>The Message-ID header, by which a mail that a dying sender sent twice can be told; empty when there is none.</summary>
    public required string MessageId { get; init; }

    /// <summary>The addresses of the To header, separated by a comma and a space.</summary>
    public required string To { get; init; }

    public required string From { get; init; }

    public required string Subject { get; init; }

    /// <summary>The plain text part; empty when there is none.</summary>
    public required string Text { get; init; }

    /// <summary>The HTML part; null when there is none.</summary>
    public required string? Html { get; init; }

    public required IReadOnlyList<CaughtAttachment> Attachments { get; init; }

    /// <summary>The message's own Date header, in UTC.</summary>
    public required DateTimeOffset Date { get; init; }

    internal static CaughtMail Read(string id, MimeMessage message) => new()
    {
        Id = id,
        To = Addresses(message.To),
        From = Addresses(message.From),
        MessageId = message.MessageId ?? "",
        Subject = message.Subject ?? "",
        Text = message.TextBody ?? "",
        Html = message.HtmlBody,
        Attachments = [.. message.Attachments.Select(CaughtAttachment.Read)],
        Date = message.Date.ToUniversalTime(),
    };

    private static string Addresses(InternetAddressList list) => string.Join(", ", list.Mailboxes.Select(mailbox => mailbox.Address));
}

/// <summary>A file of a message; its size is in bytes, decoded.</summary>
public sealed record CaughtAttachment(string Name, string ContentType, long Size)
{
    internal static CaughtAttachment Read(MimeEntity entity) =>
        new(NameOf(entity), entity.ContentType.MimeType, ContentOf(entity).Length);

    internal static string NameOf(MimeEntity entity) => entity.ContentDisposition?.FileName ?? entity.ContentType.Name ?? "attachment";

    internal static byte[] ContentOf(MimeEntity entity)
    {
        using var content = new MemoryStream();
        switch (entity)
        {
            case MimePart { Content: { } encoded }:
                encoded.DecodeTo(content);
                break;
            case MessagePart { Message: { } nested }:
                nested.WriteTo(content);
                break;
            default:
                break;
        }
        return content.ToArray();
    }
}
