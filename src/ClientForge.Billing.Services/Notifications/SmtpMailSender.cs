using System.Net;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace ClientForge.Billing.Services.Notifications;

/// <summary>
/// Hands mails over by SMTP: encrypted whenever the server offers it, and never with a login in the clear beyond this machine.
/// </summary>
internal sealed class SmtpMailSender(IOptions<SmtpOptions> options, TimeProvider time) : IMailSender
{
    private const int ImplicitTlsPort = 465;

    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var smtp = options.Value;
        using var message = ToMime(mail, smtp.From);
        using var client = new SmtpClient { Timeout = smtp.TimeoutSeconds * 1000 };
        if (!string.IsNullOrEmpty(smtp.TrustedAuthority))
            client.ServerCertificateValidationCallback = (_, certificate, _, errors) => PrivateAuthority.Accepts(smtp.TrustedAuthority, certificate, errors);
        await client.ConnectAsync(smtp.Host, smtp.Port, Security(smtp), cancellationToken);
        if (!string.IsNullOrEmpty(smtp.User))
        {
            if (!client.IsSecure && !IsLoopback(smtp.Host))
                throw new SmtpProtocolException($"{smtp.Host} offers no TLS; the login is not sent in the clear.");
            await client.AuthenticateAsync(smtp.User, smtp.Password!, cancellationToken);
        }

        try
        {
            await client.SendAsync(message, cancellationToken);
        }
        catch (SmtpCommandException e) when (IsFinal(e))
        {
            throw new MailRejectedException($"The mail server refused the mail: {(int)e.StatusCode} {e.Message}", e);
        }

        await client.DisconnectAsync(quit: true, cancellationToken);
    }

    private static SecureSocketOptions Security(SmtpOptions smtp) => smtp switch
    {
        { Port: ImplicitTlsPort } => SecureSocketOptions.SslOnConnect,
        { RequireTls: true } => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.StartTlsWhenAvailable,
    };

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    // RFC 5321 §4.2.1: 5yz is a permanent failure. One of the sender's address is ours to mend, so it is tried again.
    private static bool IsFinal(SmtpCommandException refusal) =>
        (int)refusal.StatusCode is >= 500 and < 600
        && refusal.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted;

    private MimeMessage ToMime(OutgoingMail mail, string from)
    {
        if (!MailboxAddress.TryParse(mail.Recipient, out var recipient))
            throw new MailRejectedException("The recipient is no mail address.");
        var body = new BodyBuilder { TextBody = mail.Content.Text, HtmlBody = mail.Content.Html };
        foreach (var attachment in mail.Attachments)
            body.Attachments.Add(attachment.FileName, attachment.Content, ContentType.Parse(attachment.ContentType));
        var message = new MimeMessage
        {
            MessageId = mail.MessageId,
            Date = time.GetUtcNow(),
            Subject = mail.Content.Subject,
            Body = body.ToMessageBody(),
        };
        message.From.Add(MailboxAddress.Parse(from));
        message.To.Add(recipient);
        // RFC 3834: keeps out-of-office replies from answering.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }
}
