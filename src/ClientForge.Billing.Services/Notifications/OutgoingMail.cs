using System.Text.Json;

namespace ClientForge.Billing.Services.Notifications;

/// <summary>What a template makes of its data.</summary>
public sealed record MailContent
{
    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required string Html { get; init; }
}

/// <summary>A file that goes along with a mail.</summary>
public sealed record MailAttachment
{
    public required string FileName { get; init; }

    /// <summary>MIME type.</summary>
    public required string ContentType { get; init; }

    public required byte[] Content { get; init; }
}

/// <summary>A mail ready to be handed over.</summary>
public sealed record OutgoingMail
{
    /// <summary>RFC 5322 Message-ID without brackets, the same on every try.</summary>
    public required string MessageId { get; init; }

    public required string Recipient { get; init; }

    public required MailContent Content { get; init; }

    public required IReadOnlyList<MailAttachment> Attachments { get; init; }
}

/// <summary>The mail server refused the mail for good (a 5xx answer): sending it again would not help.</summary>
public sealed class MailRejectedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Hands a mail over to the mail server.</summary>
public interface IMailSender
{
    /// <exception cref="MailRejectedException">Refused for good; any other exception means: try again later.</exception>
    Task SendAsync(OutgoingMail mail, CancellationToken cancellationToken);
}

/// <summary>Writes a mail from its template and the data that the outbox kept.</summary>
public interface IMailComposer
{
    /// <param name="template">snake_case name.</param>
    /// <param name="data">The template's own record, camelCase.</param>
    MailContent Compose(string template, JsonElement data);
}
