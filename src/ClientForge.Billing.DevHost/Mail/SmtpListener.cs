using System.Buffers;
using System.Net;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace ClientForge.Billing.DevHost.Mail;

/// <summary>Takes every message for every recipient, with any credentials or none.</summary>
internal sealed class SmtpListener(MailStore store, MailCatcherOptions options) : IHostedService, IDisposable
{
    private const int LargestMessage = 32 * 1024 * 1024;

    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var server = new SmtpServer.SmtpServer(
            new SmtpServerOptionsBuilder()
                .ServerName("mail-catcher")
                .MaxMessageSize(LargestMessage, MaxMessageSizeHandling.Strict)
                .Endpoint(endpoint => endpoint
                    .Endpoint(new IPEndPoint(options.Address, options.SmtpPort))
                    .AllowUnsecureAuthentication(true))
                .Build(),
            Services());
        running = server.StartAsync(stopping.Token);
        if (running.IsFaulted)
            await running;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stopping.Dispose();

    private SmtpServer.ComponentModel.ServiceProvider Services()
    {
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(new StoringSink(store));
        services.Add(new DelegatingUserAuthenticator((_, _) => true));
        return services;
    }

    private sealed class StoringSink(MailStore store) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            await store.AddAsync(buffer, cancellationToken);
            return SmtpResponse.Ok;
        }
    }
}
