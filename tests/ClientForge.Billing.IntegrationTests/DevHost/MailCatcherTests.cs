using System.Net;
using System.Net.Http.Json;
using ClientForge.Billing.DevHost.Mail;
using ClientForge.Billing.DevHost.Processes;
using ClientForge.Billing.IntegrationTests.Fixtures;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace ClientForge.Billing.IntegrationTests.DevHost;

public sealed class MailCatcherTests : IDisposable
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7"u8];

    private readonly ScratchFolder folder = ScratchFolder.Create();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_AfterASend_ShowPartsAndAttachment()
    {
        var options = Options();
        await using var catcher = await StartAsync(options);

        await SendAsync(options, Message("Zahlung für März", "a <b>bold</b> word"));

        var mail = Assert.Single(await MailsAsync(catcher));
        Assert.Equal("buyer@example.com, second@example.com", mail.To);
        Assert.Equal("billing@example.com", mail.From);
        Assert.Equal("Zahlung für März", mail.Subject);
        Assert.Equal("plain words", mail.Text.Trim());
        Assert.Equal("a <b>bold</b> word", mail.Html?.Trim());
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 11, 0, 0, TimeSpan.Zero), mail.Date);
        Assert.Equal(new CaughtAttachment("Rechnung № 1.pdf", "application/pdf", Pdf.Length), Assert.Single(mail.Attachments));
        Assert.Equal(Pdf, await catcher.Client.GetByteArrayAsync($"/api/messages/{mail.Id}/attachments/0", Cancellation));
    }

    [Fact]
    public async Task Messages_AfterARestart_AreStillThereNewestFirst()
    {
        var options = Options();
        await using (await StartAsync(options))
        {
            await SendAsync(options, Message("first", "1"));
            await SendAsync(options, Message("second", "2"));
        }

        await using var again = await StartAsync(options);
        await SendAsync(options, Message("third", "3"));

        Assert.Equal(["third", "second", "first"], (await MailsAsync(again)).Select(mail => mail.Subject));
    }

    [Fact]
    public async Task Delete_Messages_EmptiesListAndFolder()
    {
        var options = Options();
        await using var catcher = await StartAsync(options);
        await SendAsync(options, Message("gone", "soon"));

        var answer = await catcher.Client.DeleteAsync("/api/messages", Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Empty(await MailsAsync(catcher));
        Assert.Empty(Directory.GetFiles(options.Folder));
    }

    [Fact]
    public async Task Pages_OfAHostileMail_EscapeItAndLockItIn()
    {
        var options = Options();
        await using var catcher = await StartAsync(options);
        await SendAsync(options, Message("<script>alert(1)</script>", "<script>alert(2)</script>"));
        var mail = Assert.Single(await MailsAsync(catcher));

        var list = await catcher.Client.GetStringAsync("/", Cancellation);
        var page = await catcher.Client.GetStringAsync($"/messages/{mail.Id}", Cancellation);
        var html = await catcher.Client.GetAsync($"/messages/{mail.Id}/html", Cancellation);

        Assert.DoesNotContain("<script>", list, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", list, StringComparison.Ordinal);
        Assert.StartsWith("sandbox", Assert.Single(html.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/messages/none")]
    [InlineData("/api/messages/none/attachments/0")]
    [InlineData("/messages/none")]
    public async Task Get_WhatIsNotThere_Answers404(string path)
    {
        await using var catcher = await StartAsync(Options());

        Assert.Equal(HttpStatusCode.NotFound, (await catcher.Client.GetAsync(path, Cancellation)).StatusCode);
    }

    public void Dispose() => folder.Dispose();

    private MailCatcherOptions Options() =>
        new() { Folder = Path.Combine(folder.FullName, "mail"), HttpPort = 0, SmtpPort = FreePort.Find() };

    private static Task<RunningApp> StartAsync(MailCatcherOptions options) =>
        RunningApp.StartAsync(MailCatcher.Build(options), Cancellation);

    private static async Task<List<CaughtMail>> MailsAsync(RunningApp catcher) =>
        await catcher.Client.GetFromJsonAsync<List<CaughtMail>>("/api/messages", Cancellation) ?? [];

    private static MimeMessage Message(string subject, string html)
    {
        var body = new BodyBuilder { TextBody = "plain words", HtmlBody = html };
        body.Attachments.Add("Rechnung № 1.pdf", Pdf, new ContentType("application", "pdf"));
        return new MimeMessage(
            [new MailboxAddress("Billing", "billing@example.com")],
            [new MailboxAddress("Zoë", "buyer@example.com"), new MailboxAddress(null, "second@example.com")],
            subject, body.ToMessageBody())
        { Date = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(1)) };
    }

    private static async Task SendAsync(MailCatcherOptions options, MimeMessage message)
    {
        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", options.SmtpPort, SecureSocketOptions.None, Cancellation);
        await client.AuthenticateAsync("any", "credentials", Cancellation);
        await client.SendAsync(message, Cancellation);
        await client.DisconnectAsync(true, Cancellation);
    }
}
