using System.Net;

namespace ClientForge.Billing.DevHost.Mail;

public sealed record MailCatcherOptions
{
    /// <summary>Where the messages are kept.</summary>
    public required string Folder { get; init; }

    public required int SmtpPort { get; init; }

    /// <summary>0: any free port.</summary>
    public required int HttpPort { get; init; }

    /// <summary>The interface both ports listen on.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;
}
