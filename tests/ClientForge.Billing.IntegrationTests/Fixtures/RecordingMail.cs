using System.Collections.Concurrent;
using System.Text.Json;
using ClientForge.Billing.Services.Notifications;

namespace ClientForge.Billing.IntegrationTests.Fixtures;

/// <summary>A mail server that keeps what it took, and fails as a test says.</summary>
public sealed class RecordingMail : IMailSender, IMailComposer
{
    private readonly ConcurrentQueue<OutgoingMail> sent = [];

    /// <summary>Runs before a mail is taken; may throw.</summary>
    public Action<OutgoingMail> OnSend { get; set; } = _ => { };

    public IReadOnlyList<OutgoingMail> Sent => [.. sent];

    public IEnumerable<string> Subjects => sent.Select(mail => mail.Content.Subject);

    public Task SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        OnSend(mail);
        sent.Enqueue(mail);
        return Task.CompletedTask;
    }

    /// <summary>The subject is the template, the text its data.</summary>
    public MailContent Compose(string template, JsonElement data) => new() { Subject = template, Text = data.GetRawText(), Html = "" };
}
