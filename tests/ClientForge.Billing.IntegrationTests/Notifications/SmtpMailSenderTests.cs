using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ClientForge.Billing.DevHost.Processes;
using ClientForge.Billing.Services.Notifications;
using Microsoft.Extensions.Options;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace ClientForge.Billing.IntegrationTests.Notifications;

/// <summary>The sender against a real SMTP server in this process.</summary>
public sealed class SmtpMailSenderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_MailWithAttachment_ArrivesWhole()
    {
        await using var server = TestSmtpServer.Start();
        await Sender(server).SendAsync(Mail(), Cancellation);

        var message = Assert.Single(server.Received);
        Assert.Equal("Invoice №1", message.Subject);
        Assert.Equal("abc123@billing.clientforge", message.MessageId);
        Assert.Equal("billing@clientforge.example", Assert.Single(message.From.Mailboxes).Address);
        Assert.Equal("anna@example.com", Assert.Single(message.To.Mailboxes).Address);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero), message.Date);
        Assert.Equal("auto-generated", message.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal("Hello Zoë", message.TextBody?.TrimEnd());
        Assert.Contains("<p>Hello Zoë</p>", message.HtmlBody);
        var attachment = Assert.IsType<MimePart>(Assert.Single(message.Attachments));
        Assert.Equal(("Rechnung-ü.pdf", "application/pdf"), (attachment.FileName, attachment.ContentType.MimeType));
        using var content = new MemoryStream();
        await attachment.Content!.DecodeToAsync(content, Cancellation);
        Assert.Equal([0x25, 0x00, 0xFF], content.ToArray());
    }

    [Fact]
    public async Task Send_ServerOffersTls_IsEncryptedAndSignedIn()
    {
        using var authority = Authority.Create();
        await using var server = TestSmtpServer.Start(authority.Certificate, login: ("mailer", "s3cret"));
        await Sender(server, new SmtpOptions { User = "mailer", Password = "s3cret", TrustedAuthority = authority.File, RequireTls = true })
            .SendAsync(Mail(), Cancellation);

        Assert.True(Assert.Single(server.Sessions).Secure);
        Assert.Equal("mailer", server.Sessions[0].User);
    }

    [Fact]
    public async Task Send_CertificateOfNobodyTrusted_IsNotSent()
    {
        using var authority = Authority.Create();
        await using var server = TestSmtpServer.Start(authority.Certificate);

        await Assert.ThrowsAsync<MailKit.Security.SslHandshakeException>(() => Sender(server).SendAsync(Mail(), Cancellation));
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task Send_TlsRequiredAndNotOffered_IsNotSent()
    {
        await using var server = TestSmtpServer.Start();

        await Assert.ThrowsAsync<NotSupportedException>(() =>
            Sender(server, new SmtpOptions { RequireTls = true }).SendAsync(Mail(), Cancellation));
        Assert.Empty(server.Received);
    }

    [Theory]
    [InlineData(550, true)]
    [InlineData(450, false)]
    public async Task Send_RecipientRefused_IsFinalOnlyWhenTheServerSaysSo(int code, bool final)
    {
        await using var server = TestSmtpServer.Start(refusal: new SmtpResponse((SmtpReplyCode)code, "no"));

        var error = await Assert.ThrowsAnyAsync<Exception>(() => Sender(server).SendAsync(Mail(), Cancellation));
        Assert.Equal(final, error is MailRejectedException);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task Send_RecipientThatIsNoAddress_IsFinal() =>
        await Assert.ThrowsAsync<MailRejectedException>(() =>
            new SmtpMailSender(Options.Create(new SmtpOptions()), new ManualTime()).SendAsync(Mail() with { Recipient = "nobody\r\nBcc: x@y.z" }, Cancellation));

    private static SmtpMailSender Sender(TestSmtpServer server, SmtpOptions? options = null)
    {
        options ??= new SmtpOptions();
        options.Host = "localhost";
        options.Port = server.Port;
        return new SmtpMailSender(Options.Create(options), new ManualTime());
    }

    private static OutgoingMail Mail() => new()
    {
        MessageId = "abc123@billing.clientforge",
        Recipient = "anna@example.com",
        Content = new MailContent { Subject = "Invoice №1", Text = "Hello Zoë", Html = "<p>Hello Zoë</p>" },
        Attachments = [new MailAttachment { FileName = "Rechnung-ü.pdf", ContentType = "application/pdf", Content = [0x25, 0x00, 0xFF] }],
    };

    private sealed class ManualTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
    }

    /// <summary>A certificate for localhost that signs itself, and the file to trust it by.</summary>
    private sealed class Authority(X509Certificate2 certificate, string file) : IDisposable
    {
        public X509Certificate2 Certificate => certificate;

        public string File => file;

        public static Authority Create()
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("localhost");
            request.CertificateExtensions.Add(names.Build());
            var now = TimeProvider.System.GetUtcNow();
            using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
            var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            System.IO.File.WriteAllText(file, made.ExportCertificatePem());
            return new Authority(X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null), file);
        }

        public void Dispose()
        {
            certificate.Dispose();
            System.IO.File.Delete(file);
        }
    }
}

/// <summary>Takes mails on a loopback port and keeps them.</summary>
internal sealed class TestSmtpServer : MessageStore, IMailboxFilter, IUserAuthenticator, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly (string User, string Password)? _login;
    private readonly SmtpResponse? _refusal;
    private Task _running = Task.CompletedTask;

    private TestSmtpServer((string, string)? login, SmtpResponse? refusal)
    {
        _login = login;
        _refusal = refusal;
    }

    public int Port { get; private init; }

    public List<MimeMessage> Received { get; } = [];

    public List<(bool Secure, string? User)> Sessions { get; } = [];

    public static TestSmtpServer Start(X509Certificate2? certificate = null, (string, string)? login = null, SmtpResponse? refusal = null)
    {
        var server = new TestSmtpServer(login, refusal) { Port = FreePort.Find() };
        var options = new SmtpServerOptionsBuilder()
            .ServerName("localhost")
            .Endpoint(endpoint =>
            {
                endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, server.Port));
                if (certificate is not null)
                    endpoint.Certificate(certificate).AuthenticationRequired(login is not null);
            })
            .Build();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add((IMessageStore)server);
        services.Add((IMailboxFilter)server);
        services.Add((IUserAuthenticator)server);
        server._running = new SmtpServer.SmtpServer(options, services).StartAsync(server._stop.Token);
        return server;
    }

    public override async Task<SmtpResponse> SaveAsync(
        ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(buffer.ToArray());
        Received.Add(await MimeMessage.LoadAsync(stream, cancellationToken));
        Sessions.Add((context.Pipe.IsSecure, context.Authentication.User));
        return SmtpResponse.Ok;
    }

    public Task<bool> CanAcceptFromAsync(ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
        _refusal is null ? Task.FromResult(true) : throw new SmtpResponseException(_refusal);

    public Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken) =>
        Task.FromResult(_login == (user, password));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }
}
